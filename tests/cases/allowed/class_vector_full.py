import math


class Vector:
    def __init__(self, *xs):
        self.xs = tuple(xs)

    def __add__(self, o):
        return Vector(*(a + b for a, b in zip(self.xs, o.xs)))

    def __mul__(self, k):
        if isinstance(k, Vector):
            return sum(a * b for a, b in zip(self.xs, k.xs))
        return Vector(*(a * k for a in self.xs))

    __rmul__ = __mul__

    def __truediv__(self, k):
        return Vector(*(a / k for a in self.xs))

    def __abs__(self):
        return math.hypot(*self.xs)

    def __iter__(self):
        return iter(self.xs)

    def __format__(self, spec):
        return "<" + ", ".join(format(x, spec or "g") for x in self.xs) + ">"

    def __repr__(self):
        return f"Vector{self.xs}"


v = Vector(3, 4)
x, y = v
print(abs(v), v + v, 2 * v, v * v, f"{v / 3:.2f}", f"{v}", x - y)
