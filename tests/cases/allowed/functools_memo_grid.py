from functools import cache, lru_cache


@cache
def paths(rows, cols):
    return 1 if rows == 1 or cols == 1 else paths(rows - 1, cols) + paths(rows, cols - 1)


@lru_cache(maxsize=128)
def collatz(n):
    return 1 if n == 1 else 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)


@cache
def partitions(n, largest=None):
    if largest is None:
        largest = n
    if n == 0:
        return 1
    return sum(partitions(n - k, min(k, n - k)) for k in range(1, min(n, largest) + 1))


print(paths(10, 10), paths.cache_info())
best = max(range(1, 300), key=collatz)
print(best, collatz(best), collatz.cache_info().maxsize, partitions(30))
paths.cache_clear()
print(paths.cache_info().currsize)
