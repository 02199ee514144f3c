import numpy as np

rng = np.random.default_rng(42)
print(rng.integers(0, 10, 8), rng.random(3).round(4), rng.normal(10, 2, size=(2, 2)).round(3))
print(rng.choice(["a", "b", "c"], 4, p=[0.5, 0.3, 0.2]), rng.permutation(6), rng.uniform(-1, 1).__round__(4))
x = np.arange(5)
rng.shuffle(x)
print(x, rng.poisson(3, 5), rng.binomial(10, 0.5, 5), rng.exponential(1.0, 2).round(3))
np.random.seed(0)
print(np.random.rand(2).round(4), np.random.randn(2).round(4), np.random.randint(1, 7, 5), np.random.choice(5, 3, replace=False))
print(np.random.RandomState(1).permutation(5), np.random.uniform(size=2).round(3), np.random.standard_normal(2).round(3))
sample = rng.multivariate_normal([0, 5], [[1, 0.8], [0.8, 1]], size=2000)
print(sample.mean(axis=0).round(1), np.corrcoef(sample.T)[0, 1].round(1))
walk = np.random.default_rng(1).choice([-1, 1], 1000).cumsum()
walk.min(), walk.max(), walk[-1]
