import math
from math import inf, isclose, pi, sqrt

print(f"{math.sin(pi / 6):.3f} {math.cos(pi / 3):.3f} {math.degrees(pi):.1f} {math.atan2(1, -1):.4f}")
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), round(2.5), round(3.5), round(1234.567, -2))
print(isclose(0.1 + 0.2, 0.3), 0.1 + 0.2 == 0.3, math.fsum([0.1] * 10), sum([0.1] * 10))
print(math.hypot(3, 4), math.dist((0, 0, 0), (1, 2, 2)), sqrt(2), math.cbrt(27), math.exp(1) == math.e)
print(math.log(8, 2), math.log10(1000), math.log2(1024), math.log1p(0), math.expm1(0))
print(math.isnan(math.nan), math.isinf(-inf), math.copysign(3, -0.0), math.modf(3.25), math.frexp(8), math.ldexp(0.5, 4))
print(math.gamma(5), math.erf(0), math.prod([1, 2, 3, 4]), math.remainder(7, 4), math.fmod(-7, 4), math.nextafter(1, 2) > 1)
math.tau / math.pi
