import sympy as sp

x = sp.Symbol('x')
print(sp.Rational(1, 3).evalf(), sp.pi.evalf(20), sp.sqrt(8))
sp.latex(sp.Integral(x, x)), sp.pretty(x ** 2), sp.isprime(97), sp.factorint(360), sp.binomial(5, 2), (x + 1).subs(x, 2)
