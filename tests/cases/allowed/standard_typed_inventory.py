# policy: standard
from __future__ import annotations

from dataclasses import asdict, astuple, dataclass, field, fields, replace
from typing import ClassVar, Optional


@dataclass(order=True)
class Item:
    name: str
    price: float = field(compare=False)
    quantity: int = 0
    tags: list[str] = field(default_factory=list, repr=False)
    tax: ClassVar[float] = 0.2

    def __post_init__(self) -> None:
        if self.price < 0:
            raise ValueError("negative price")

    @property
    def total(self) -> float:
        return round(self.price * self.quantity * (1 + self.tax), 2)


def cheapest(items: list[Item]) -> Optional[Item]:
    return min(items, key=lambda i: i.price, default=None)


stock = [Item("pen", 1.5, 10), Item("book", 12.0, 2, ["paper"])]
print(sorted(stock), cheapest(stock), cheapest([]))
print(asdict(stock[1]), astuple(stock[0]), [f.name for f in fields(Item)], stock[0].total)
print(replace(stock[0], quantity=3) == stock[0], Item("pen", 9, 10) == stock[0])
try:
    Item("bad", -1)
except ValueError as e:
    print(e)
