class PluginMeta(type):
    registry = {}

    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        if bases:
            mcs.registry[name.lower()] = cls
        return cls

    def __len__(cls):
        return len(cls.registry)


class Plugin(metaclass=PluginMeta):
    def run(self, x):
        raise NotImplementedError


class Double(Plugin):
    def run(self, x):
        return x * 2


class Negate(Plugin):
    def run(self, x):
        return -x


for name, cls in PluginMeta.registry.items():
    print(name, cls().run(21))
print(len(Plugin), type(Plugin).__name__)
Point = type("Point", (), {"x": 1, "norm": lambda self: abs(self.x)})
print(Point().norm(), Point.__name__)
