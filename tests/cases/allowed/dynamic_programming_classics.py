from functools import lru_cache


def lcs(a, b):
    dp = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            dp[i][j] = dp[i - 1][j - 1] + x if x == y else max(dp[i - 1][j], dp[i][j - 1], key=len)
    return dp[-1][-1]


@lru_cache(maxsize=None)
def edit_distance(a, b):
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return edit_distance(a[1:], b[1:])
    return 1 + min(edit_distance(a[1:], b), edit_distance(a, b[1:]), edit_distance(a[1:], b[1:]))


def knapsack(capacity, items):
    best = [0] * (capacity + 1)
    for weight, value in items:
        for c in range(capacity, weight - 1, -1):
            best[c] = max(best[c], best[c - weight] + value)
    return best[capacity]


print(lcs("AGGTAB", "GXTXAYB"), edit_distance("kitten", "sitting"))
print(knapsack(50, [(10, 60), (20, 100), (30, 120)]), edit_distance.cache_info().hits > 0)
edit_distance.cache_clear()
