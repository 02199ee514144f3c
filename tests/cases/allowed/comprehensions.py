words = "the quick brown fox jumps over the lazy dog".split()
print({w: len(w) for w in sorted(set(words))})
print([(x, y) for x in range(3) for y in range(x) if (x + y) % 2])
print(sum(x * x for x in range(10)), {c for c in "hello" if c in "aeiou"} == {"e", "o"})
print([y := 5, y**2], next((w for w in words if len(w) > 5), None))
matrix = [[1, 2], [3, 4]]
print(list(zip(*matrix)), [v for row in matrix for v in row])
