def mean(values: list[float], *, precision: int = 2) -> float | None:
    total: float = 0.0
    for v in values:
        total += v
    return round(total / len(values), precision) if values else None


class Inventory:
    items: dict[str, int]
    limit: int = 3

    def __init__(self, items: dict[str, int] | None = None) -> None:
        self.items = items or {}

    def add(self, name: str, count: int = 1) -> "Inventory":
        self.items[name] = self.items.get(name, 0) + count
        return self

    def __contains__(self, name: object) -> bool:
        return name in self.items


inv = Inventory().add("nut", 5).add("bolt")
print(mean([1, 2, 4]), mean([]), mean.__annotations__, inv.items, "nut" in inv, Inventory.__annotations__)
print(isinstance(3, int | str), list[int], dict[str, tuple[int, ...]], int | None)
