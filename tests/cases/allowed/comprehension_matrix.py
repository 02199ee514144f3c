matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
transposed = [[row[i] for row in matrix] for i in range(3)]
flat = [x for row in matrix for x in row if x % 2]
print(transposed, flat, [sum(r) for r in matrix], [row[::-1] for row in zip(*matrix)] == list(map(lambda r: r[::-1], zip(*matrix))))
diagonal = sum(matrix[i][i] for i in range(3)), sum(matrix[i][~i] for i in range(3))
words = "the quick brown fox jumps over the lazy dog the end".split()
index = {w: [i for i, v in enumerate(words) if v == w] for w in set(words)}
print(diagonal, index["the"], {len(w) for w in words}, max(words, key=len))
inverted = {v: k for k, v in {"a": 1, "b": 2}.items()}
pyramid = "\n".join(" " * (3 - i) + "*" * (2 * i + 1) for i in range(4))
print(inverted, pyramid, sep="\n")
pythagorean = [(a, b, c) for c in range(1, 30) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]
pythagorean
