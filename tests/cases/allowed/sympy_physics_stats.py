import sympy as sp
from sympy.physics.units import convert_to, kilometer, hour, meter, second
from sympy.stats import Die, E, Normal, P, density, variance
from sympy import symbols
from sympy.vector import CoordSys3D, curl, divergence, gradient

print(convert_to(36 * kilometer / hour, [meter, second]))
X, Y = Die("X", 6), Die("Y", 6)
print(P(X + Y > 9), E(X), variance(X), density(X).dict[3])
Z = Normal("Z", 0, 1)
print(sp.simplify(P(Z > 0)), E(Z**2))
C = CoordSys3D("C")
v = C.x**2 * C.i + C.y * C.z * C.j
print(divergence(v), curl(v), gradient(C.x * C.y))
t, g, v0 = symbols("t g v0", positive=True)
height = v0 * t - g * t**2 / 2
peak = sp.solve(sp.diff(height, t), t)[0]
print(peak, sp.simplify(height.subs(t, peak)), sp.integrate(height, t))
sp.laplace_transform(sp.exp(-2 * t), t, sp.Symbol("s"), noconds=True)
