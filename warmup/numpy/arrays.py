import numpy as np
import numpy.fft
import numpy.linalg
import numpy.polynomial
import numpy.random

rng = np.random.default_rng(1)
a = np.arange(12.0).reshape(3, 4)
b = rng.normal(size=(20, 20))
str(a), repr(a), str(np.array([1, 2])), str(np.array(['x'])), repr(np.float64(1.5))
a.sum(), a.mean(axis=0), a.std(), a.max(), a.T @ a, np.dot(a, a.T), a[a > 3], np.where(a > 2, a, 0)
np.linalg.inv(b), np.linalg.svd(b), np.linalg.eig(b), np.linalg.solve(b, b[0]), np.linalg.det(b), np.linalg.norm(b)
np.sort(b, axis=0), np.unique(np.array([1, 2, 2])), np.cumsum(a), np.concatenate([a, a]), np.histogram(b)
np.linspace(0, 1, 5), np.exp(a), np.sin(a), np.sqrt(a), np.percentile(b, 50), np.fft.fft(b[0]).real, np.polyfit([1, 2, 3], [1, 2, 3], 1)
np.random.seed(1), np.random.rand(3), np.random.randint(0, 5, 3), np.random.choice([1, 2, 3])
np.einsum('ij,jk', b, b), np.datetime64('2000-01-01'), np.zeros(3, dtype=int), np.ones((2, 2), dtype=bool)
print(a, np.array([1.5, 2e10]))
try:
    a @ a
except ValueError as error:
    str(error)
