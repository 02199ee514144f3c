import numpy as np

rng = np.random.default_rng(8)
t = rng.normal(size=300)
data = np.column_stack([t, 2 * t, -t]) + rng.normal(scale=0.05, size=(300, 3))
centered = data - data.mean(axis=0)
covariance = centered.T @ centered / (len(data) - 1)
values, vectors = np.linalg.eigh(covariance)
order = values.argsort()[::-1]
explained = values[order] / values.sum()
print(explained.round(3), np.abs(vectors[:, order[0]]).round(1))
U, s, Vt = np.linalg.svd(centered, full_matrices=False)
print(np.allclose(s**2 / (len(data) - 1), values[order]))
rank1 = s[0] * np.outer(U[:, 0], Vt[0])
print(np.linalg.norm(centered - rank1) / np.linalg.norm(centered) < 0.1)


def gram_schmidt(A):
    Q = np.zeros_like(A, dtype=float)
    for i, a in enumerate(A.T):
        v = a - Q[:, :i] @ (Q[:, :i].T @ a)
        Q[:, i] = v / np.linalg.norm(v)
    return Q


Q = gram_schmidt(np.array([[1, 1, 0], [1, 0, 1], [0, 1, 1]]))
print(np.allclose(Q.T @ Q, np.eye(3)))
