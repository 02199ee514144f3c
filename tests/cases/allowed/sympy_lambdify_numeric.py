import numpy as np
import sympy as sp

x = sp.symbols("x")
f = sp.exp(-x) * sp.sin(3 * x)
fast = sp.lambdify(x, f, "numpy")
points = np.linspace(0, 2, 5)
print(fast(points).round(4), sp.lambdify(x, f.diff(x), "math")(1.0).__round__(6))
g = sp.lambdify([x, (y := sp.Symbol("y"))], x**2 + y)
print(g(3, 4), sp.N(sp.pi, 15), sp.Float("0.1", 30), float(sp.sqrt(2)), int(sp.floor(sp.E * 10)))


def newton(expr, var, guess, steps=6):
    step = sp.lambdify(var, var - expr / sp.diff(expr, var))
    for _ in range(steps):
        guess = step(guess)
    return guess


print(round(newton(x**2 - 2, x, 1.0), 10), round(newton(sp.cos(x) - x, x, 1.0), 8))
taylor = sum(sp.diff(sp.exp(x), x, n).subs(x, 0) * x**n / sp.factorial(n) for n in range(5))
print(taylor, sp.exp(x).series(x, 0, 4).removeO(), sp.integrate(f, (x, 0, 1)).evalf(8))
sp.Piecewise((x**2, x < 0), (x, True)).subs(x, -3)
