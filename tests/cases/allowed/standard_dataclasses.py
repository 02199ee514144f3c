# policy: standard
from __future__ import annotations

import enum
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, field
from typing import Generic, NamedTuple, Optional, TypeVar, get_type_hints

T = TypeVar("T")


class Color(enum.Enum):
    RED = enum.auto()
    BLUE = enum.auto()


class Kind(enum.IntFlag):
    A = 1
    B = 2


class Pair(NamedTuple):
    left: int
    right: int = 0


@dataclass(order=True)
class Item(Generic[T]):
    name: str
    price: float = 0.0
    tags: list[str] = field(default_factory=list)
    parent: Optional[Item] = None

    def __post_init__(self):
        self.price = round(self.price, 2)


class Base(ABC):
    @abstractmethod
    def run(self) -> int: ...


class Real(Base):
    def run(self) -> int:
        return 1


print(Item("a", 1.239), asdict(Item("b"))["tags"], Item("a") < Item("b"), Color.RED.name, Kind.A | Kind.B == 3)
print(Pair(1), get_type_hints(Pair), Real().run(), [c.value for c in Color])
try:
    Base()
except TypeError as error:
    print("abstract" in str(error))
