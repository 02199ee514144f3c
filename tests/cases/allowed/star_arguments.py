def report(title, *values, sep=", ", **options):
    return f"{title}: {sep.join(map(str, values))} {sorted(options.items())}"


def position_only(a, b, /, c, *, d=4):
    return a, b, c, d


print(report("nums", *range(3), sep="|", **{"x": 1}, y=2))
print(position_only(1, 2, c=3), position_only(*[1, 2], **{"c": 0, "d": 9}))
first, *middle, last = "abcdef"
print(first, middle, last)
(a, b), [c, *d] = (1, 2), [3, 4, 5]
print(a, b, c, d, [*range(3), *"xy"], {**{"a": 1}, "b": 2}, {*[1, 1, 2]})
try:
    position_only(a=1, b=2, c=3)
except TypeError as e:
    print("TypeError:", e)
for i, (name, *marks) in enumerate([("ann", 1, 2), ("bob",)], start=1):
    print(i, name, marks)
