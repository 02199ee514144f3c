import math
from collections import Counter


def describe(data):
    n, ordered = len(data), sorted(data)
    mean = sum(data) / n
    variance = sum((x - mean) ** 2 for x in data) / (n - 1)
    median = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    return {"n": n, "mean": mean, "sd": math.sqrt(variance), "median": median, "mode": Counter(data).most_common(1)[0][0]}


def pearson(x, y):
    mx, my = sum(x) / len(x), sum(y) / len(y)
    cov = sum((a - mx) * (b - my) for a, b in zip(x, y))
    return cov / math.sqrt(sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y))


def k_nearest(train, point, k=3):
    nearest = sorted(train, key=lambda item: math.dist(item[0], point))[:k]
    return Counter(label for _, label in nearest).most_common(1)[0][0]


def entropy(labels):
    return -sum(p * math.log2(p) for p in (c / len(labels) for c in Counter(labels).values())) + 0.0


for name, value in describe([2, 4, 4, 4, 5, 5, 7, 9]).items():
    print(f"{name:>7}: {value:.3f}" if isinstance(value, float) else f"{name:>7}: {value}")
print(round(pearson([1, 2, 3, 4], [2, 4, 5, 9]), 4), entropy("aabb"), entropy("aaaa"))
print(k_nearest([((0, 0), "a"), ((1, 0), "a"), ((5, 5), "b"), ((6, 5), "b"), ((5, 6), "b")], (4, 4)))
