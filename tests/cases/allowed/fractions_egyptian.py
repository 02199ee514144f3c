from fractions import Fraction
import math


def egyptian(f):
    parts = []
    while f:
        unit = Fraction(1, math.ceil(1 / f))
        parts.append(unit)
        f -= unit
    return parts


def continued_fraction(x, n):
    digits = []
    for _ in range(n):
        digits.append(math.floor(x))
        if x == digits[-1]:
            break
        x = 1 / (x - digits[-1])
    return digits


print(*egyptian(Fraction(7, 15)), sep=" + ")
print(continued_fraction(Fraction(649, 200), 10))
print(Fraction("3/4") + Fraction("0.25"), Fraction(0.5), Fraction(math.pi).limit_denominator(1000))
f = Fraction(-7, 3)
print(f.numerator, f.denominator, abs(f), round(f, 1), int(f), float(f), f ** -2, f.as_integer_ratio())
sum(Fraction(1, n) for n in range(1, 11))
