import numpy as np

links = {"A": "BC", "B": "C", "C": "A", "D": "C"}
names = sorted(links)
n = len(names)
M = np.zeros((n, n))
for src, targets in links.items():
    for dst in targets:
        M[names.index(dst), names.index(src)] = 1 / len(targets)
rank = np.full(n, 1 / n)
for iteration in range(1, 101):
    new = 0.15 / n + 0.85 * M @ rank
    if np.abs(new - rank).sum() < 1e-10:
        break
    rank = new
for name, r in sorted(zip(names, rank), key=lambda p: -p[1]):
    print(f"{name}: {r:.4f}")
P = np.array([[0.9, 0.1], [0.5, 0.5]])
values, vectors = np.linalg.eig(P.T)
steady = vectors[:, np.isclose(values, 1)].ravel().real
print(iteration < 100, (steady / steady.sum()).round(4), np.linalg.matrix_power(P, 50)[0].round(4))
