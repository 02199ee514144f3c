import copy


class Board:
    def __init__(self, rows, label="board"):
        self.rows = rows
        self.label = label

    def __copy__(self):
        return Board(self.rows, self.label + "'")

    def __deepcopy__(self, memo):
        return Board(copy.deepcopy(self.rows, memo), self.label + "''")


class Plain:
    def __init__(self):
        self.items = [1, [2, 3]]


original = Board([[0, 0], [0, 1]])
shallow, deep = copy.copy(original), copy.deepcopy(original)
original.rows[0][0] = 9
print(shallow.label, shallow.rows, deep.label, deep.rows)
p = Plain()
q = copy.deepcopy(p)
p.items[1].append(4)
print(q.items, p.items, copy.copy(p).items is p.items)
