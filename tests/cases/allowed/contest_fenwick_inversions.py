class Fenwick:
    def __init__(self, n):
        self.tree = [0] * (n + 1)

    def add(self, i, delta=1):
        while i < len(self.tree):
            self.tree[i] += delta
            i += i & -i

    def prefix(self, i):
        total = 0
        while i > 0:
            total += self.tree[i]
            i &= i - 1
        return total


def inversions(values):
    rank = {v: i for i, v in enumerate(sorted(set(values)), 1)}
    tree, count = Fenwick(len(rank)), 0
    for seen, v in enumerate(values):
        count += seen - tree.prefix(rank[v])
        tree.add(rank[v])
    return count


print(inversions([8, 4, 2, 1]), inversions([3, 1, 2]), inversions(range(5)), inversions([1, 1, 1]))
