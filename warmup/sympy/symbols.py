import sympy as sp

x, y = sp.symbols('x y')
str(sp.integrate(sp.sin(x) * sp.exp(x), x)), str(sp.diff(x ** 2 * sp.cos(x), x)), str(sp.solve(x ** 2 - 2, x))
str(sp.simplify(sp.sin(x) ** 2 + sp.cos(x) ** 2)), str(sp.expand((x + y) ** 3)), str(sp.factor(x ** 2 - 1))
str(sp.limit(sp.sin(x) / x, x, 0)), str(sp.series(sp.exp(x), x, 0, 4)), sp.latex(sp.Integral(x, x)), sp.pretty(x ** 2)
str(sp.Matrix([[1, 2], [3, 4]]).inv()), str(sp.Rational(1, 3).evalf()), str(sp.solve([x + y - 1, x - y], [x, y]))
str(sp.integrate(x ** 2, (x, 0, 1))), str(sp.summation(x, (x, 1, 10))), sp.isprime(97), sp.factorint(360), sp.pi.evalf(20)
sp.lambdify(x, x ** 2)(3), str(sp.dsolve(sp.Function('f')(x).diff(x) - x)), str(sp.nsolve(sp.cos(x) - x, 1))
print(sp.Eq(x, y))
