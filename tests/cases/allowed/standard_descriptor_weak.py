# policy: standard
from weakref import WeakKeyDictionary


class Typed:
    def __init__(self, kind):
        self.kind = kind
        self.values = WeakKeyDictionary()

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return self.values[instance]

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        self.values[instance] = value

    def __delete__(self, instance):
        del self.values[instance]


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age


ann = Person("Ann", 30)
ann.age += 1
print(ann.name, ann.age, Person.age.kind)
try:
    ann.age = "old"
except TypeError as e:
    print(e)
del ann.name
print(hasattr(ann, "age"), getattr(ann, "weight", "unknown"))
