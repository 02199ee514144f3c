# policy: standard
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypedDict, TypeVar, Union, cast, get_type_hints, overload, runtime_checkable

T = TypeVar("T")
K = TypeVar("K", bound=float)
Number = Union[int, float]


class Stack(Generic[T]):
    def __init__(self) -> None:
        self._items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self._items.append(item)
        return self

    def pop(self) -> T:
        return self._items.pop()


@runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...


class Box:
    def size(self) -> int:
        return 7


class Movie(TypedDict, total=False):
    title: str
    year: int


class Employee(NamedTuple):
    name: str
    id: int = 3


def apply(f: Callable[[Number], Number], xs: Iterable[Number], mode: Literal["a", "b"] = "a") -> Iterator[Number]:
    return (f(x) for x in xs)


print(Stack[int]().push(1).push(2).pop(), isinstance(Box(), Sized), Movie(title="Up"), Employee("Ann"), cast(str, 5))
print(list(apply(lambda x: x * 2, [1, 2.5])), get_type_hints(Box.size), Number, list[int] | None, Employee._field_defaults)
