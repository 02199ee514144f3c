from sympy import *

x = symbols("x")
print(factor(x**2 - 1), N(pi, 5), S(1) / 3, primefactors(60), Rational("1/3") + 1)
