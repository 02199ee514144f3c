class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Circle:
    def __init__(self, center, radius):
        self.center, self.radius = center, radius


def describe(shape):
    match shape:
        case Point(0, 0):
            return "origin"
        case Point(x, 0) | Point(0, x):
            return f"on an axis at {x}"
        case Point(x=x, y=y) if x == y:
            return f"diagonal {x}"
        case Circle(center=Point(x=cx), radius=r) if r > 0:
            return f"circle at x={cx}, r={r}"
        case str() as s:
            return f"text {s}"
        case int(n) | float(n):
            return f"number {n}"
        case None | True:
            return "constant"
        case _:
            return "unknown"


for s in [Point(0, 0), Point(0, 5), Point(3, 3), Circle(Point(1, 2), 4), "hi", 2.5, None, [1]]:
    print(describe(s))
