import bisect
from bisect import bisect_left, bisect_right, insort


def grade(score, breakpoints=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(s) for s in (33, 99, 77, 70, 89, 90, 100)])
values = [1, 3, 3, 5]
print(bisect_left(values, 3), bisect_right(values, 3), bisect_right(values, 3) - bisect_left(values, 3))
insort(values, 4)
print(values)
movies = [("Up", 96), ("Jaws", 124), ("Heat", 170)]
insort(movies, ("Alien", 117), key=lambda m: m[1])
print(movies)


def integer_sqrt(n):
    return bisect_right(range(n + 1), n, key=lambda x: x * x) - 1


def find(a, x):
    i = bisect_left(a, x)
    if i != len(a) and a[i] == x:
        return i
    raise ValueError(f"{x} not found")


print(integer_sqrt(99), find(values, 5))
