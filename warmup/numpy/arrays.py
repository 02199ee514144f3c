import numpy as np

a = np.arange(12.0).reshape(3, 4)
str(a), repr(a), str(np.array([1, 2])), str(np.array(['x'])), repr(np.float64(1.5))
a.sum(), a.mean(axis=0), a.std(), a.max(), a.T @ a, np.dot(a, a.T), a[a > 3], np.where(a > 2, a, 0)
np.sort(a, axis=0), np.unique(np.array([1, 2, 2])), np.cumsum(a), np.concatenate([a, a]), np.vstack([a, a]), a.argmax()
np.linspace(0, 1, 5), np.exp(a), np.sin(a), np.sqrt(a), np.zeros(3, dtype=int), np.ones((2, 2), dtype=bool), np.eye(2)
print(a, np.array([1.5, 2e10]), a.shape, a.dtype)
try:
    a @ a
except ValueError as error:
    str(error)
