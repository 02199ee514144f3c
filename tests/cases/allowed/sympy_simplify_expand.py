from sympy import Abs, Poly, Symbol, apart, cancel, collect, cos, expand, factor, gcd, lcm, log, simplify, sin, sqrt, symbols
from sympy import expand_trig, logcombine, nsimplify, pi, radsimp, rootof, sqrtdenest, together, trigsimp
from sympy.abc import a, b, n, x, y

print(expand((x + y) ** 3), factor(x**3 - y**3), simplify((x**2 - 1) / (x - 1)), trigsimp(sin(x) ** 2 + cos(x) ** 2))
print(collect(x * y + x - 3 + 2 * x**2 - y * x**2, x), cancel((x**2 + 2 * x + 1) / (x**2 + x)), apart(1 / (x * (x + 1))), together(1 / x + 1 / y))
print(expand_trig(sin(a + b)), logcombine(log(Symbol("p", positive=True)) + log(Symbol("q", positive=True))), radsimp(1 / (sqrt(2) + 1)))
print(sqrt(8), sqrt(x**2), nsimplify(0.333333, rational=True, tolerance=0.001), sqrtdenest(sqrt(5 + 2 * sqrt(6))), Abs(-3), pi.evalf(20))
p = Poly(x**3 + 2 * x + 1, x)
print(p.degree(), p.all_coeffs(), p.eval(2), gcd(x**2 - 1, x - 1), lcm(x, x**2), p.div(Poly(x + 1, x)), p.LC())
expr = x**2 + n * y
print(expr.subs(x, 3), expr.free_symbols == {x, n, y}, expr.args, expr.coeff(y), expr.has(n), expr.as_coefficients_dict() != {}, expr.func.__name__)
(x + 1) ** 2 == expand((x + 1) ** 2), ((x + 1) ** 2).equals(x**2 + 2 * x + 1)
