# policy: standard
import weakref
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary


class Node:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = weakref.ref(parent) if parent else None
        self.children = []

    def add(self, name):
        child = Node(name, self)
        self.children.append(child)
        return child

    def __del__(self):
        print("deleted", self.name)


root = Node("root")
leaf = root.add("leaf")
print(leaf.parent().name)
cache = WeakValueDictionary(leaf=leaf)
seen = WeakSet([root])
notes = WeakKeyDictionary({leaf: "note"})
print("leaf" in cache, len(seen), notes[leaf])
weakref.finalize(root, print, "finalized")
del root
print(leaf.parent(), len(seen))
proxy = weakref.proxy(leaf)
print(proxy.name)
del leaf
try:
    proxy.name
except ReferenceError as e:
    print("gone:", e)
