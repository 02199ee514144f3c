def merge(intervals):
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged


def max_sliding_window(nums, k):
    from collections import deque
    window, out = deque(), []
    for i, x in enumerate(nums):
        while window and nums[window[-1]] <= x:
            window.pop()
        window.append(i)
        if window[0] <= i - k:
            window.popleft()
        if i >= k - 1:
            out.append(nums[window[0]])
    return out


def trap(height):
    left, right, lmax, rmax, water = 0, len(height) - 1, 0, 0, 0
    while left < right:
        if height[left] < height[right]:
            lmax = max(lmax, height[left])
            water += lmax - height[left]
            left += 1
        else:
            rmax = max(rmax, height[right])
            water += rmax - height[right]
            right -= 1
    return water


print(merge([[8, 10], [1, 3], [2, 6], [15, 18]]), max_sliding_window([1, 3, -1, -3, 5, 3, 6, 7], 3))
trap([0, 1, 0, 2, 1, 0, 1, 3, 2, 1, 2, 1])
