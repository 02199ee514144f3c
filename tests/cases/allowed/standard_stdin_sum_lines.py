# policy: standard
import sys


def main():
    data = sys.stdin.read().split()
    n = int(data[0])
    numbers = list(map(int, data[1:n + 1]))
    print(sum(numbers), max(numbers), min(numbers))


main()
