print(abs(-3), all([]), any([]), bin(10), bool(""), bytes(3), callable(len), chr(97), complex(1, 2), divmod(17, 5))
print(dict(a=1), list(enumerate("ab", 1)), list(filter(str.isupper, "aBC")), float("1e3"), format(255, "x"), frozenset("a"), hash(1), hex(255))
print(int("101", 2), isinstance(True, int), issubclass(bool, int), len("abc"), list(map(ord, "ab")), max(3, 1), max([], default=0), min("b", "a"))
print(next(iter([1])), oct(8), pow(2, 8, 100), list(range(2, 10, 3)), repr("q"), list(reversed("abc")), round(3.14159, 2), round(-0.5))
print(set("aab") == {"a", "b"}, slice(1, 5, 2).indices(4), sorted([3, 1], reverse=True), str(b"x", "ascii"), sum([1, 2], 10), tuple([1]), type(1).__name__, list(zip("ab", [1, 2], strict=True)))
print(ascii("é"), bytearray(b"ab"), object() is object(), type(NotImplemented).__name__, Ellipsis, print("side") is None, id(None) == id(None), sorted(dir([]))[-1], "upper" in dir(""))
x = 5
print(vars() is globals() or "own", "x" in vars(), iter(lambda: 1, 1).__next__ is not None, memoryview(b"ab")[0], __name__, __debug__)
class Thing:
    def __init__(self):
        self.a, self.b = 1, 2
vars(Thing()), hasattr(Thing(), "a"), isinstance(Thing(), (int, Thing)), property, staticmethod
