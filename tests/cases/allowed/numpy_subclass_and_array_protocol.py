import numpy as np


class Metres:
    def __init__(self, values):
        self.values = np.asarray(values, dtype=float)

    def __array__(self, dtype=None):
        return self.values if dtype is None else self.values.astype(dtype)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        arrays = [i.values if isinstance(i, Metres) else i for i in inputs]
        return Metres(ufunc(*arrays, **kwargs)) if method == "__call__" else NotImplemented

    def __repr__(self):
        return f"{self.values.tolist()} m"


class Tagged(np.ndarray):
    def __new__(cls, values, tag=""):
        obj = np.asarray(values).view(cls)
        obj.tag = tag
        return obj

    def __array_finalize__(self, obj):
        self.tag = getattr_or(obj)


def getattr_or(obj):
    return obj.tag if isinstance(obj, Tagged) else "none"


m = Metres([1, 2])
print(np.add(m, 1), np.sqrt(m), np.sum(np.asarray(m)))
t = Tagged([1, 2, 3], tag="raw")
print(t[1:].tag, (t + 1).tag, type(t * 2).__name__, np.ones(2).view(Tagged).tag)
