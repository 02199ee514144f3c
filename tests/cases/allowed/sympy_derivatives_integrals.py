from sympy import *

x, y = symbols("x y")
f = x**3 * sin(x) * exp(-x)
print(diff(f, x), diff(x**2 * y**3, x, y), Derivative(x**2, x).doit())
print(integrate(x * cos(x), x), integrate(exp(-x**2), (x, -oo, oo)), integrate(1 / (1 + x**2), (x, 0, 1)))
print(limit(sin(x) / x, x, 0), limit((1 + 1 / x)**x, x, oo), series(cos(x), x, 0, 8), summation(1 / x**2, (x, 1, oo)))
print(product(x, (x, 1, 5)), Sum(y, (y, 1, x)).doit().factor(), residue(1 / (x**2 + 1), x, I), fourier_transform(exp(-x**2), x, y))
print([diff(sin(x), x, n) for n in range(4)], maximum(x * (4 - x), x), solve(diff(x**3 - 3 * x), x))
integrate(x**2 + 1, x)
