import sympy as sp
from sympy import Eq, Symbol, cos, integrate, lambdify, limit, oo, simplify, sin, solve, symbols, sympify
from sympy.abc import t
from sympy.parsing.sympy_parser import parse_expr

x, y = symbols("x y", real=True)
print(sp.diff(sin(x) * x**2, x), integrate(x**2, (x, 0, 3)), limit(sin(x) / x, x, 0), solve(Eq(x**2, 4), x))
print(sympify("x**2 + 1").subs(Symbol("x"), 3), parse_expr("2*t + t"), simplify(sin(t) ** 2 + cos(t) ** 2))
print(lambdify(x, x**2 + 1, "math")(3), sp.Matrix([[1, 2], [3, 4]]).det(), sp.series(cos(x), x, 0, 4), oo)
