import numpy as np


def bisection(f, a, b, tol=1e-10):
    while b - a > tol:
        mid = (a + b) / 2
        a, b = (a, mid) if f(a) * f(mid) <= 0 else (mid, b)
    return (a + b) / 2


def runge_kutta(f, y0, t):
    y = np.zeros((len(t), len(y0)))
    y[0] = y0
    for i, h in enumerate(np.diff(t)):
        k1 = f(t[i], y[i])
        k2 = f(t[i] + h / 2, y[i] + h * k1 / 2)
        k3 = f(t[i] + h / 2, y[i] + h * k2 / 2)
        k4 = f(t[i] + h, y[i] + h * k3)
        y[i + 1] = y[i] + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
    return y


def jacobi(A, b, steps=50):
    D = np.diag(A)
    x = np.zeros_like(b)
    for _ in range(steps):
        x = (b - (A - np.diagflat(D)) @ x) / D
    return x


t = np.linspace(0, 2 * np.pi, 101)
y = runge_kutta(lambda t, y: np.array([y[1], -y[0]]), [1.0, 0.0], t)
print(round(bisection(lambda x: x**3 - x - 2, 1, 2), 8), np.abs(y[:, 0] - np.cos(t)).max() < 1e-6)
print(jacobi(np.array([[10.0, 2, 1], [1, 5, 1], [2, 3, 10]]), np.array([7.0, -8, 6])).round(4))
heat = np.zeros(11)
heat[5] = 100
for _ in range(50):
    heat[1:-1] += 0.25 * (heat[2:] - 2 * heat[1:-1] + heat[:-2])
heat.round(1)
