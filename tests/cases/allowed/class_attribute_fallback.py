class Config:
    defaults = {"colour": "red", "size": 10}

    def __init__(self, **settings):
        self.settings = settings

    def __getattr__(self, name):
        try:
            return self.settings.get(name, self.defaults[name])
        except KeyError:
            raise AttributeError(f"no setting {name!r}") from None

    def __delattr__(self, name):
        self.settings.pop(name)


class Chain:
    def __init__(self, path=""):
        self.path = path

    def __getattr__(self, name):
        return Chain(f"{self.path}/{name}")

    def __call__(self, **query):
        return self.path + "?" + "&".join(f"{k}={v}" for k, v in query.items())


c = Config(size=12)
print(c.size, c.colour, hasattr(c, "size"), hasattr(c, "weight"))
del c.size
print(c.size)
try:
    c.weight
except AttributeError as e:
    print(e)
print(Chain().api.users.list(page=2, limit=5))
