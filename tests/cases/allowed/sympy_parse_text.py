from sympy import Symbol, sympify
from sympy.parsing.sympy_parser import implicit_multiplication_application, parse_expr, standard_transformations
import sympy as sp

x = Symbol("x")
print(sympify("x**2 + 2*x + 1").factor(), sp.S("1/3") + sp.S(1) / 6, sympify(3), sympify("sin(pi/2)"))
rules = standard_transformations + (implicit_multiplication_application,)
print(parse_expr("3x + 2(x + 1)", transformations=rules), parse_expr("x^2" .replace("^", "**")).diff(x))


def differentiate(text):
    return str(sp.diff(sympify(text), x))


for formula in ("x**3", "exp(2*x)", "log(x)/x"):
    print(f"d/dx {formula} = {differentiate(formula)}")
try:
    sympify("x +* 2")
except sp.SympifyError as e:
    print("bad formula")
solution = sp.solve("x**2 - 4", "x")
solution
