class Life:
    def __init__(self, cells):
        self.cells = set(cells)

    def neighbours(self, cell):
        x, y = cell
        return {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy}

    def step(self):
        counts = {}
        for cell in self.cells:
            for n in self.neighbours(cell):
                counts[n] = counts.get(n, 0) + 1
        self.cells = {c for c, n in counts.items() if n == 3 or n == 2 and c in self.cells}
        return self

    def __str__(self):
        return "\n".join("".join(".#"[(x, y) in self.cells] for x in range(6)) for y in range(6))


glider = Life([(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)])
print(glider)
print()
print(glider.step().step().step().step())
