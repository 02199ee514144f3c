import sympy as sp

x, y = sp.symbols('x y')
print(sp.solve(x ** 2 - 2, x), sp.Eq(x, y))
str(sp.simplify(sp.sin(x) ** 2 + sp.cos(x) ** 2)), str(sp.expand((x + y) ** 3)), str(sp.factor(x ** 2 - 1))
str(sp.solve([x + y - 1, x - y], [x, y])), str(sp.nsolve(sp.cos(x) - x, 1)), sp.lambdify(x, x ** 2)(3)
str(sp.Matrix([[1, 2], [3, 4]]).inv()), str(sp.Matrix([[2, 1], [1, 2]]).eigenvals())
