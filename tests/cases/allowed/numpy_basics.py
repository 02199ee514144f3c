import numpy as np
from numpy.linalg import inv, norm

a = np.arange(6).reshape(2, 3)
print(a.T @ a, a.sum(axis=0), a[a > 2], a.dtype, a.shape, np.__version__ != "")
print(np.round(inv(np.array([[2.0, 0], [0, 4]])), 3), norm([3, 4]), np.random.default_rng(0).integers(0, 10, 3).size)
print(np.linspace(0, 1, 3), np.where(a % 2 == 0, a, -1).tolist(), np.select([a > 3], [1], 0).sum(), np.trace(np.eye(3)))
