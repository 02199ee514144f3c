class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, **kwargs):
        cls.registry[name or cls.__name__] = cls

    def __class_getitem__(cls, key):
        return cls.registry[key]


class Csv(Plugin, name="csv"):
    pass


class Json(Plugin):
    pass


print(sorted(Plugin.registry), Plugin["csv"] is Csv)
