def mean(values: "list[float]", digits: int | None = None) -> float:
    result: float = sum(values) / len(values)
    return round(result, digits) if digits is not None else result


names: list[str] = ["a"]
print(mean([1, 2, 4], 2), mean.__annotations__["digits"], names)
