class Tree:
    def __init__(self, key, value=None):
        self.key, self.value = key, value
        self.left = self.right = None

    def insert(self, key, value=None):
        if key == self.key:
            self.value = value
        elif key < self.key:
            if self.left is None:
                self.left = Tree(key, value)
            else:
                self.left.insert(key, value)
        else:
            if self.right is None:
                self.right = Tree(key, value)
            else:
                self.right.insert(key, value)

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.key
        if self.right:
            yield from self.right

    def height(self):
        return 1 + max(t.height() if t else 0 for t in (self.left, self.right))


root = Tree(50)
for k in [30, 70, 20, 40, 60, 80, 65]:
    root.insert(k)
print(*root)
print("height", root.height())
