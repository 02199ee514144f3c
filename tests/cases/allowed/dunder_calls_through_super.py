class Frozen:
    def __init__(self, **values):
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        raise AttributeError(f"{type(self).__name__} is frozen")


class DefaultList(list):
    def __init__(self, *args, default=None):
        list.__init__(self, *args)
        self.default = default

    def __getitem__(self, i):
        try:
            return super().__getitem__(i)
        except IndexError:
            return self.default

    def __repr__(self):
        return "DefaultList" + super().__repr__()

    def __eq__(self, other):
        return super().__eq__(other) and self.default == other.default

    def __contains__(self, x):
        return super().__contains__(x) or x == self.default


f = Frozen(a=1, b=2)
try:
    f.a = 3
except AttributeError as e:
    print(e, f.a)
d = DefaultList([1, 2], default=0)
print(d[1], d[9], d, 0 in d, d == DefaultList([1, 2], default=0), hasattr(d, "__len__"), hasattr(3, "__iter__"))
print(int.__add__(1, 2), str.__len__("abc"), (5).__lt__(6), [1].__iter__().__next__(), dict.__getitem__({"k": 1}, "k"))
