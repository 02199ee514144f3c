class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case int(n) if n < 0:
            return f"negative {n}"
        case [first, *rest]:
            return f"list {first} {rest}"
        case {"kind": "circle", "r": r, **other}:
            return f"circle {r} {other}"
        case Point(x=0, y=y):
            return f"on the axis at {y}"
        case Point(x, y):
            return f"at {x}, {y}"
        case str() as text:
            return f"text {text}"
        case None:
            return "nothing"
        case _:
            return "something"


for value in (1, -4, [1, 2, 3], {"kind": "circle", "r": 2, "id": 1}, Point(0, 5), Point(1, 2), "a", None, 3.5):
    print(describe(value))
