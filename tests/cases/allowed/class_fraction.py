from math import gcd


class Frac:
    def __init__(self, num, den=1):
        if den == 0:
            raise ZeroDivisionError("denominator is zero")
        sign = -1 if den < 0 else 1
        g = gcd(num, den)
        self.num, self.den = sign * num // g, sign * den // g

    def __add__(self, other):
        other = self._coerce(other)
        return Frac(self.num * other.den + other.num * self.den, self.den * other.den)

    __radd__ = __add__

    def __mul__(self, other):
        other = self._coerce(other)
        return Frac(self.num * other.num, self.den * other.den)

    def __eq__(self, other):
        other = self._coerce(other)
        return (self.num, self.den) == (other.num, other.den)

    def __hash__(self):
        return hash((self.num, self.den))

    def __float__(self):
        return self.num / self.den

    @staticmethod
    def _coerce(x):
        return x if isinstance(x, Frac) else Frac(x)

    def __repr__(self):
        return f"{self.num}/{self.den}"


print(Frac(1, 2) + Frac(1, 3), sum([Frac(1, 4)] * 3), Frac(2, -4) * 3, Frac(4, 2) == 2, float(Frac(3, 8)))
