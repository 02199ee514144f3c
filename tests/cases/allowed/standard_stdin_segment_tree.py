# policy: standard
import sys


class SegmentTree:
    def __init__(self, data, op=min, default=float("inf")):
        self.n, self.op, self.default = len(data), op, default
        self.tree = [default] * self.n + list(data)
        for i in range(self.n - 1, 0, -1):
            self.tree[i] = op(self.tree[2 * i], self.tree[2 * i + 1])

    def update(self, i, value):
        i += self.n
        self.tree[i] = value
        while i > 1:
            i //= 2
            self.tree[i] = self.op(self.tree[2 * i], self.tree[2 * i + 1])

    def query(self, lo, hi):
        result, lo, hi = self.default, lo + self.n, hi + self.n
        while lo < hi:
            if lo & 1:
                result, lo = self.op(result, self.tree[lo]), lo + 1
            if hi & 1:
                hi -= 1
                result = self.op(result, self.tree[hi])
            lo, hi = lo // 2, hi // 2
        return result


lines = iter(sys.stdin.buffer.read().decode().splitlines())
next(lines)
tree = SegmentTree(list(map(int, next(lines).split())))
for line in lines:
    kind, a, b = line.split()
    if kind == "q":
        print(tree.query(int(a), int(b)))
    else:
        tree.update(int(a), int(b))
