from itertools import zip_longest


class Polynomial:
    def __init__(self, *coefficients):
        self.c = list(coefficients)

    def __call__(self, x):
        result = 0
        for a in reversed(self.c):
            result = result * x + a
        return result

    def __add__(self, other):
        return Polynomial(*(a + b for a, b in zip_longest(self.c, other.c, fillvalue=0)))

    def __neg__(self):
        return Polynomial(*(-a for a in self.c))

    def __sub__(self, other):
        return self + -other

    def __len__(self):
        return len(self.c)

    def __bool__(self):
        return any(self.c)

    def derivative(self):
        return Polynomial(*[i * a for i, a in enumerate(self.c)][1:])

    def __str__(self):
        return " + ".join(f"{a}x^{i}" for i, a in enumerate(self.c) if a) or "0"


p = Polynomial(1, 2, 3)
print(p, "|", p.derivative(), "|", p + p, "|", p(2), len(p), bool(p - p))
