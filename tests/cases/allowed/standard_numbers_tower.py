# policy: standard
import numbers
from decimal import Decimal
from fractions import Fraction
from functools import singledispatchmethod
from numbers import Complex, Integral, Rational, Real


class Describe:
    @singledispatchmethod
    def kind(self, value):
        return "other"

    @kind.register
    def _(self, value: Integral):
        return "integral"

    @kind.register
    def _(self, value: Rational):
        return "rational"

    @kind.register
    def _(self, value: Complex):
        return "complex or real"


d = Describe()
for value in (1, True, Fraction(1, 2), 2.5, 3j, Decimal("1"), "x"):
    print(f"{value!r:>15} {d.kind(value):<16} {isinstance(value, numbers.Number)!s:<6} {isinstance(value, Real)}")
