import numpy as np

rng = np.random.default_rng(0)
X = np.c_[np.ones(100), rng.uniform(-1, 1, (100, 2))]
true = np.array([2.0, -1.0, 0.5])
y = X @ true + rng.normal(0, 0.01, 100)
theta = np.zeros(3)
history = []
for epoch in range(500):
    error = X @ theta - y
    theta -= 0.1 * X.T @ error / len(y) * 2
    history.append((error ** 2).mean())
print(theta.round(2), history[0] > history[-1], f"{history[-1]:.4f}")
closed_form = np.linalg.pinv(X) @ y
print(np.allclose(theta, closed_form, atol=1e-3))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


labels = (X @ true > 2).astype(float)
w = np.zeros(3)
for _ in range(2000):
    w += 0.5 * X.T @ (labels - sigmoid(X @ w)) / len(y)
print("accuracy", ((sigmoid(X @ w) > 0.5) == labels).mean() > 0.95)
