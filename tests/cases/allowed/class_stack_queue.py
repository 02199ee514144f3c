class EmptyError(IndexError):
    pass


class Stack:
    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.append(item)

    def pop(self):
        if not self._items:
            raise EmptyError("pop from empty stack")
        return self._items.pop()

    def __len__(self):
        return len(self._items)


class Queue:
    """Two stacks make a queue."""

    def __init__(self):
        self.inbox, self.outbox = Stack(), Stack()

    def enqueue(self, item):
        self.inbox.push(item)

    def dequeue(self):
        if not len(self.outbox):
            while len(self.inbox):
                self.outbox.push(self.inbox.pop())
        return self.outbox.pop()


q = Queue()
for i in range(3):
    q.enqueue(i)
print(q.dequeue(), q.dequeue(), Queue.__doc__)
try:
    Stack().pop()
except IndexError as e:
    print(repr(e))
