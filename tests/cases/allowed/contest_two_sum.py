def two_sum(nums, target):
    seen = {}
    for i, n in enumerate(nums):
        if target - n in seen:
            return seen[target - n], i
        seen[n] = i


def lis(a):
    import bisect

    tails = []
    for x in a:
        i = bisect.bisect_left(tails, x)
        tails[i : i + 1] = [x]
    return len(tails)


print(two_sum([2, 7, 11, 15], 26), lis([10, 9, 2, 5, 3, 7, 101, 18]))
