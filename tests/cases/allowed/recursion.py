def hanoi(n, a="A", b="B", c="C"):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1 :]):
            yield [item] + rest


def flatten(x):
    return [y for item in x for y in flatten(item)] if isinstance(x, list) else [x]


print(hanoi(6), len(list(permutations([1, 2, 3, 4]))), flatten([1, [2, [3, [4]]]]))
