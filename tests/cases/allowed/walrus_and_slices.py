import re

data = [3, 8, 1, 9, 4, 7]
print([y for x in data if (y := x * 2) > 8])
if (match := re.search(r"(\d+)-(\d+)", "pages 12-34")) is not None:
    print(match.groups(), match.start(2), match.span())
numbers = iter(data)
while (n := next(numbers, None)) is not None and n != 9:
    print(n, end=" ")
print()
s = "Hello, World"
print(s[::-1], s[-5:], s[:5], s[::2], s[7:2:-1], s[slice(1, 4)])
letters = list("abcdef")
letters[1:3] = ["X"]
letters[::2] = [c.upper() for c in letters[::2]]
del letters[-1]
print(letters, data[2:] + data[:2], data[-3:-1], any((big := x) > 8 for x in data), big)
