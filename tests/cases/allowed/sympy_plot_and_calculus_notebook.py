import sympy as sp
from sympy.plotting import plot
from sympy import *

x, n, k = symbols("x n k")
init_printing(use_unicode=False)
f = x**4 - 4 * x**2
critical = solveset(f.diff(x), x, S.Reals)
for c in sorted(critical):
    kind = "min" if f.diff(x, 2).subs(x, c) > 0 else "max"
    print(kind, c, f.subs(x, c))
p = plot(f, (x, -3, 3), show=False)
print(len(list(p)), is_increasing(x**3, Interval(0, 2)), singularities(1 / (x - 1), x))
print(Sum(1 / k**2, (k, 1, n)).subs(n, 3).doit(), rsolve(Function("y")(n + 1) - 2 * Function("y")(n), Function("y")(n), {Function("y")(0): 1}))
area = integrate(4 - x**2, (x, -2, 2))
volume = pi * integrate(sqrt(x) ** 2, (x, 0, 4))
print(area, volume, arc := integrate(sqrt(1 + diff(x**2 / 2, x) ** 2), (x, 0, 1)), N(arc, 5))
print(limit_seq((n + 1) / n, n), O(x**3) + x**2 + x**4, Derivative(sin(x), x).subs(x, 0).doit(), Lambda(x, x**2)(4), Max(2, x).subs(x, 5))
Eq(integrate(1 / x, x), log(x))
