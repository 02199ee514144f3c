# policy: standard
import sys
from sys import argv, stdout

data = sys.stdin.read().split()
stdout.write(f"{len(data)} words, {argv}\n")
sys.setrecursionlimit(5000)
print(sys.maxsize > 2**31, sys.version_info >= (3, 8), file=sys.stderr)
sys.exit(0)
