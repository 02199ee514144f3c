import numpy as np
from scipy.integrate import cumulative_trapezoid, dblquad, odeint, quad, simpson, solve_ivp, trapezoid

decay = solve_ivp(lambda t, y: -0.5 * y, (0, 10), [2, 4, 8], rtol=1e-8, t_eval=[0, 5, 10])
print(decay.y.round(4), decay.success)


def lotka_volterra(state, t, a, b, c, d):
    prey, predator = state
    return [a * prey - b * prey * predator, c * prey * predator - d * predator]


t = np.linspace(0, 20, 201)
path = odeint(lotka_volterra, [10, 5], t, args=(1.1, 0.4, 0.1, 0.4))
print(path[-1].round(2), path[:, 0].argmax())


def hit_ground(t, y):
    return y[0]


hit_ground.terminal = True
hit_ground.direction = -1
fall = solve_ivp(lambda t, y: [y[1], -9.81], (0, 100), [10, 0], events=hit_ground)
print(fall.t_events[0].round(4), fall.status)
print(f"{quad(np.exp, 0, 1)[0]:.8f} {dblquad(lambda y, x: x * y, 0, 1, 0, 2)[0]:.6f} {quad(lambda x: np.exp(-x * x), -np.inf, np.inf)[0]:.6f}")
x = np.linspace(0, np.pi, 101)
print(round(simpson(np.sin(x), x=x), 6), round(trapezoid(np.sin(x), x), 4), cumulative_trapezoid([1, 2, 3], initial=0))
