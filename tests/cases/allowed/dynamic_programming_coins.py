def coin_change(coins, amount):
    INF = float("inf")
    dp = [0] + [INF] * amount
    for a in range(1, amount + 1):
        dp[a] = min((dp[a - c] + 1 for c in coins if c <= a), default=INF)
    return dp[amount] if dp[amount] != INF else -1


def count_ways(coins, amount):
    ways = [1] + [0] * amount
    for c in coins:
        for a in range(c, amount + 1):
            ways[a] += ways[a - c]
    return ways[amount]


def longest_increasing(nums):
    from bisect import bisect_left
    tails = []
    for x in nums:
        i = bisect_left(tails, x)
        tails[i:i + 1] = [x]
    return len(tails)


def max_subarray(nums):
    best = current = nums[0]
    for x in nums[1:]:
        current = max(x, current + x)
        best = max(best, current)
    return best


print(coin_change([1, 5, 12], 16), coin_change([5], 3), count_ways([1, 2, 5, 10], 20))
print(longest_increasing([10, 9, 2, 5, 3, 7, 101, 18]), max_subarray([-2, 1, -3, 4, -1, 2, 1, -5, 4]))
