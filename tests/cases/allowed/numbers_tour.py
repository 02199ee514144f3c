import cmath
import math
import random
import statistics
from decimal import ROUND_HALF_UP, Decimal, getcontext
from fractions import Fraction

getcontext().prec = 10
print(Decimal("1") / 3, Decimal("2.5").quantize(Decimal("1"), ROUND_HALF_UP), Fraction(3, 4) + Fraction("1/4"))
print(math.gcd(12, 18), math.isclose(math.sin(math.pi), 0, abs_tol=1e-9), math.comb(5, 2), cmath.sqrt(-1))
random.seed(1)
print(sorted(random.sample(range(10), 3)) != [], statistics.mean([1, 2, 3]), statistics.stdev([1, 2, 3]))
print(int("ff", 16), bin(10), 7 // 2, -7 % 3, divmod(7, 2), round(2.675, 2), 10**20)
