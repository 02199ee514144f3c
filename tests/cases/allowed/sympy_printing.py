from sympy import Eq, Function, Integral, Matrix, Rational, Symbol, init_printing, latex, oo, pprint, pretty, sqrt, srepr, symbols
from sympy import ccode, pycode
import sympy

x, alpha, n = symbols("x alpha n")
expr = Integral(sqrt(x) / (1 + alpha**2), (x, 0, oo))
print(latex(expr), latex(Rational(1, 3)), latex(Matrix([[1, x]])), sep="\n")
pprint(expr, use_unicode=False)
print(pretty(x**n / 2, use_unicode=True))
print(srepr(x + 1), str(Eq(x, 2)), ccode(sqrt(x) + 1), pycode(x**2), repr(Symbol("theta_1")))
print(sympy.printing.mathml(x + 1)[:20], sympy.sstr(x / 3), sympy.jscode(x**2))
Function("f")(x).diff(x)
