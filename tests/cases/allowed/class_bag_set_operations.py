from collections.abc import Mapping, MutableSequence, Set


class Bag(Set):
    def __init__(self, items=()):
        self._items = list(dict.fromkeys(items))

    def __contains__(self, x):
        return x in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)


class Squares(Mapping):
    def __getitem__(self, n):
        if not 0 <= n < 5:
            raise KeyError(n)
        return n * n

    def __iter__(self):
        return iter(range(5))

    def __len__(self):
        return 5


print(list(Bag("hello") & Bag("yellow")), Bag("ab") <= Bag("abc"), sorted(Bag("ab") | Bag("cd")))
s = Squares()
print(dict(s), 3 in s, s.get(9, "none"), list(s.values()))
print(isinstance(s, Mapping), isinstance([], MutableSequence), issubclass(dict, Mapping))
