# policy: standard
import sys
from sys import maxsize, stdout, version_info

stdout.write("written\n")
print(sys.argv, len(sys.argv), version_info >= (3, 8), version_info.major, maxsize > 2**31, sys.byteorder)
print("to stderr", file=sys.stderr)
sys.setrecursionlimit(5000)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(3000), sys.getrecursionlimit(), sys.float_info.max > 1e300, sys.getsizeof([]) < sys.getsizeof([1] * 100))
print(sys.stdin.read() == "", sys.version.split(".")[0])


def main(argv=None):
    argv = argv or sys.argv
    print("main ran with", argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
