import numpy as np
import numpy.fft
import numpy.polynomial
import numpy.random

rng = np.random.default_rng(1)
x = rng.normal(size=400)
np.histogram(x), np.percentile(x, 50), np.median(x), np.corrcoef(x[:200], x[200:]), np.fft.fft(x).real, rng.integers(0, 9, 3)
np.random.seed(1), np.random.rand(3), np.random.randint(0, 5, 3), np.random.choice([1, 2, 3]), np.random.normal(size=3)
print(x.mean().round(3), x.std(), np.datetime64('2000-01-01'))
