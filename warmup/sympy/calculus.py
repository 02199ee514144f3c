import sympy as sp

x = sp.symbols('x')
print(sp.integrate(sp.sin(x) * sp.exp(x), x), sp.diff(x ** 2 * sp.cos(x), x))
str(sp.limit(sp.sin(x) / x, x, 0)), str(sp.series(sp.exp(x), x, 0, 4)), str(sp.integrate(x ** 2, (x, 0, 1)))
str(sp.summation(x, (x, 1, 10))), str(sp.dsolve(sp.Function('f')(x).diff(x) - x))
