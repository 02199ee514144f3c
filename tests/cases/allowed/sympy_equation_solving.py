import sympy as sp

x, y, z = sp.symbols("x y z", real=True)
print(sp.solve(x**2 - 5 * x + 6, x), sp.solve([x + y - 3, x - y - 1], [x, y]), sp.solveset(sp.sin(x), x, sp.Interval(0, 2 * sp.pi)))
print(sp.solve(sp.Eq(2 * x + 3, 7), x), sp.roots(x**3 - 6 * x**2 + 11 * x - 6, x), sp.nsolve(sp.cos(x) - x, x, 1).round(8))
print(sp.linsolve([x + y + z - 6, 2 * y + 5 * z + 4, 2 * x + 5 * y - z - 27], x, y, z))
print(sp.solve(x**2 < 4, x), sp.reduce_inequalities([x > 1, x <= 3], x), sp.nonlinsolve([x**2 + y**2 - 25, x - y - 1], [x, y]))
a, b, c = sp.symbols("a b c")
t = sp.Symbol("t")
roots = sp.solve(a * t**2 + b * t + c, t)
print(roots, [r.subs({a: 1, b: -3, c: 2}) for r in roots])
f = sp.Function("f")
print(sp.dsolve(f(t).diff(t, 2) + 9 * f(t), f(t)), sp.dsolve(f(t).diff(t) - f(t), f(t), ics={f(0): 3}))
sp.diophantine(3 * sp.Symbol("m", integer=True) + 5 * sp.Symbol("n", integer=True) - 7)
