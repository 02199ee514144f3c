import random

random.seed(42)
print([random.randint(1, 6) for _ in range(10)], round(random.random(), 4))
deck = [r + s for s in "CDHS" for r in "A23456789TJQK"]
random.shuffle(deck)
print(deck[:5], random.choice("abc"), random.sample(range(100), 5))
rng = random.Random(7)
print(rng.choices(["win", "lose"], weights=[1, 9], k=6), round(rng.gauss(0, 1), 4), round(rng.uniform(1, 2), 4))


def estimate_pi(n, rng):
    inside = sum(rng.random() ** 2 + rng.random() ** 2 <= 1 for _ in range(n))
    return 4 * inside / n


def random_walk(steps, rng):
    x = y = 0
    for _ in range(steps):
        dx, dy = rng.choice([(0, 1), (1, 0), (0, -1), (-1, 0)])
        x, y = x + dx, y + dy
    return x, y


print(estimate_pi(5000, random.Random(1)), random_walk(100, random.Random(2)))
state = random.getstate()
first = random.random()
random.setstate(state)
print(first == random.random(), random.randrange(0, 100, 10), rng.getrandbits(16), round(rng.triangular(0, 1), 3))
