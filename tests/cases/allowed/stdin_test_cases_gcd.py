from math import gcd
from functools import reduce

out = []
for case in range(1, int(input()) + 1):
    n = int(input())
    numbers = list(map(int, input().split()))
    assert len(numbers) == n
    g = reduce(gcd, numbers)
    out.append(f"Case #{case}: {g} {reduce(lambda a, b: a * b // gcd(a, b), numbers)}")
print(*out, sep="\n")
