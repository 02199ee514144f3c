class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    def __getitem__(self, at):
        i, j = at
        return self.rows[i][j]

    def __setitem__(self, at, value):
        i, j = at
        self.rows[i][j] = value

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        yield from self.rows

    def __contains__(self, value):
        return any(value in row for row in self)

    def __matmul__(self, other):
        columns = list(zip(*other))
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in columns] for row in self])

    def __bool__(self):
        return bool(self.rows)


m = Matrix([[1, 2], [3, 4]])
m[0, 1] = 5
print((m @ m).rows, 5 in m, len(m), bool(Matrix([])))
