import math


class Vector:
    """A vector of the plane."""

    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __repr__(self):
        return f"{type(self).__name__}({self.x!r}, {self.y!r})"


print(2 * Vector(1, 2) + Vector(1, 0), abs(Vector(3, 4)), len({Vector(0, 0), Vector(0, 0)}), Vector.__doc__)
