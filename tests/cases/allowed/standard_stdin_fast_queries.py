# policy: standard
import sys
from bisect import bisect_left, bisect_right

input = sys.stdin.readline


def solve():
    n, q = map(int, input().split())
    a = sorted(map(int, input().split()))
    out = []
    for _ in range(q):
        lo, hi = map(int, input().split())
        out.append(bisect_right(a, hi) - bisect_left(a, lo))
    sys.stdout.write("\n".join(map(str, out)) + "\n")


solve()
