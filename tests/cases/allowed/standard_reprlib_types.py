# policy: standard
import reprlib
import types
from types import FunctionType, GeneratorType, MappingProxyType, SimpleNamespace


class Ring(list):
    @reprlib.recursive_repr()
    def __repr__(self):
        return "Ring(" + ", ".join(map(repr, self)) + ")"


ring = Ring([1])
ring.append(ring)
print(ring, reprlib.repr(list(range(100))), reprlib.repr("x" * 100))
short = reprlib.Repr()
short.maxlist = 2
print(short.repr([1, 2, 3, 4]))
config = MappingProxyType({"debug": False})
try:
    config["debug"] = True
except TypeError as e:
    print(e)
ns = SimpleNamespace(x=1, y=SimpleNamespace(z=2))
ns.x += ns.y.z
print(ns, isinstance(print, types.BuiltinFunctionType), isinstance(lambda: 0, FunctionType), isinstance((i for i in ""), GeneratorType))
Dynamic = types.new_class("Dynamic", (dict,), {}, lambda body: body.update(size=lambda self: len(self)))
print(Dynamic(a=1).size(), isinstance(None, types.NoneType))
