import numpy as np
from scipy import optimize
from scipy.optimize import curve_fit, linprog, minimize, minimize_scalar, root

rosen = minimize(optimize.rosen, [1.3, 0.7], method="BFGS")
print(rosen.success, rosen.x.round(3), round(minimize_scalar(lambda x: (x - 2) ** 2 + 1).x, 4))
constrained = minimize(lambda v: (v[0] - 1) ** 2 + (v[1] - 2.5) ** 2, [2, 0], bounds=[(0, None)] * 2,
                       constraints=[{"type": "ineq", "fun": lambda v: v[0] - 2 * v[1] + 2}], method="SLSQP")
print(constrained.x.round(3), round(constrained.fun, 3))
lp = linprog(c=[-1, -2], A_ub=[[1, 1], [1, 3]], b_ub=[4, 6], bounds=(0, None))
print(lp.x.round(6), round(lp.fun, 6), lp.status)
t = np.linspace(0, 4, 40)
y = 2.5 * np.exp(-1.3 * t) + 0.5
params, cov = curve_fit(lambda t, a, b, c: a * np.exp(-b * t) + c, t, y, p0=[1, 1, 0])
print(params.round(4), root(lambda v: [v[0] + v[1] - 3, v[0] * v[1] - 2], [0, 3]).x.round(4))
print(round(optimize.bisect(np.cos, 0, 3), 6), round(optimize.newton(lambda x: x**3 - 8, 1.0), 6), optimize.root_scalar(lambda x: x - 1, bracket=[0, 3]).root)
cost = np.array([[4, 1, 3], [2, 0, 5], [3, 2, 2]])
rows, cols = optimize.linear_sum_assignment(cost)
print(cols, cost[rows, cols].sum(), optimize.least_squares(lambda p: p - [1, 2], [0, 0]).x.round(6))
