# policy: standard
from abc import ABC, abstractmethod
import abc


class Repository(ABC):
    @abstractmethod
    def get(self, key):
        ...

    @property
    @abstractmethod
    def name(self) -> str:
        """The name."""

    def describe(self):
        return f"{self.name} with {len(self)} items"


class Memory(Repository):
    def __init__(self, **items):
        self._items = items

    def get(self, key):
        return self._items[key]

    @property
    def name(self):
        return "memory"

    def __len__(self):
        return len(self._items)


class Duck(metaclass=abc.ABCMeta):
    pass


Duck.register(int)
print(Memory(a=1, b=2).describe(), Memory(x=9).get("x"), isinstance(3, Duck), sorted(Repository.__abstractmethods__))
try:
    Repository()
except TypeError as e:
    print(e)
