def hanoi(n, source="A", target="C", spare="B"):
    if n == 0:
        return []
    return hanoi(n - 1, source, spare, target) + [(source, target)] + hanoi(n - 1, spare, target, source)


moves = hanoi(3)
for i, (a, b) in enumerate(moves, 1):
    print(f"{i}. {a} -> {b}")
print(len(hanoi(8)))


def permutations(items):
    if len(items) <= 1:
        return [items]
    return [[x] + rest for i, x in enumerate(items) for rest in permutations(items[:i] + items[i + 1:])]


def power_set(items):
    return [[]] if not items else [s + t for s in power_set(items[1:]) for t in ([], [items[0]])]


print(["".join(p) for p in permutations(list("abc"))])
print(sorted(power_set([1, 2, 3])))
