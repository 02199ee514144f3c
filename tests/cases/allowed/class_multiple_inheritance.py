class Base:
    def describe(self):
        return ["Base"]


class Walker(Base):
    def describe(self):
        return ["Walker"] + super().describe()


class Swimmer(Base):
    def describe(self):
        return ["Swimmer"] + super().describe()


class Duck(Walker, Swimmer):
    def describe(self):
        return ["Duck"] + super().describe()


class JsonMixin:
    def to_text(self):
        return ", ".join(f"{k}={v!r}" for k, v in sorted(vars(self).items()))


class Pet(JsonMixin, Duck):
    def __init__(self, name, **extra):
        self.name = name
        vars(self).update(extra)


print(Duck().describe())
print([c.__name__ for c in Duck.mro()])
print(Pet("Donald", age=3).to_text(), Pet("x").describe()[0])
