import abc
import contextlib
import dataclasses
import enum
import typing


class Shape(abc.ABC):
    def __init__(self, name):
        self.name = name

    @abc.abstractmethod
    def area(self) -> float:
        ...

    def __repr__(self):
        return f'{type(self).__name__}({self.name!r})'


class Square(Shape):
    def __init__(self, side):
        super().__init__('square')
        self.side = side

    @property
    def area(self):
        return self.side ** 2


@dataclasses.dataclass(order=True)
class Pair:
    left: int
    right: list = dataclasses.field(default_factory=list)


class Colour(enum.Enum):
    RED = 1


@contextlib.contextmanager
def opened(name: typing.Optional[str]):
    yield name


with opened('x') as name:
    print(Square(2), Square(2).area, Pair(1) < Pair(2), Colour.RED.name, name)
compile('x = 1\n', 'warm', 'exec', dont_inherit=True)
