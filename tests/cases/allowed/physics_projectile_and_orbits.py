import math
from math import cos, radians, sin


class Body:
    G = 6.674e-11

    def __init__(self, mass, position, velocity):
        self.mass, self.position, self.velocity = mass, list(position), list(velocity)

    def pull(self, other):
        d = [b - a for a, b in zip(self.position, other.position)]
        r = math.hypot(*d)
        return [self.G * other.mass * c / r**3 for c in d]

    def step(self, acceleration, dt):
        self.velocity = [v + a * dt for v, a in zip(self.velocity, acceleration)]
        self.position = [p + v * dt for p, v in zip(self.position, self.velocity)]


def flight(speed, angle, g=9.81):
    t = 2 * speed * sin(radians(angle)) / g
    return speed * cos(radians(angle)) * t, t


best = max(range(5, 90, 5), key=lambda a: flight(20, a)[0])
print(best, *("%.2f" % v for v in flight(20, best)))
sun = Body(1.989e30, (0, 0), (0, 0))
earth = Body(5.972e24, (1.496e11, 0), (0, 29_780))
for hour in range(0, 24 * 365, 6):
    earth.step(earth.pull(sun), 6 * 3600)
distance = math.hypot(*earth.position)
print(f"{distance:.2e} m after a year, {abs(distance / 1.496e11 - 1) < 0.05}")
print(f"{5.972e24:.3g} {1e-7:e} {123456.789:12.2f} {0.000012345:.4g} {6.02214076e23:.3E}")
