import numpy as np


@np.vectorize
def classify(n):
    return "fizz" * int(n % 3 == 0) + "buzz" * int(n % 5 == 0) or str(n)


print(classify(np.arange(1, 16)))
print(np.apply_along_axis(lambda r: r.max() - r.min(), 1, np.array([[1, 5], [2, 9]])), np.frompyfunc(lambda a, b: a + b, 2, 1)([1, 2], 3))
x = np.array([0.0, 0.5, 1.0])
print(np.exp(x).round(3), np.log1p(x).round(3), np.sinc(x).round(3), np.hypot(3, 4), np.deg2rad(180).round(4), np.sign([-2, 0, 3]))
with np.errstate(divide="ignore", invalid="ignore"):
    print(np.array([1.0, 0.0]) / 0.0)
print(np.einsum("ij,jk->ik", np.eye(2), [[1, 2], [3, 4]]), np.dot([1, 2], [3, 4]), np.vdot([1j], [1j]), np.tensordot(np.ones((2, 3)), np.ones((3, 2)), 1))
out = np.empty(3)
np.add(x, 1, out=out, where=[True, True, True])
print(out, np.lib.stride_tricks.sliding_window_view(np.arange(5), 3), np.logical_xor([1, 0], [1, 1]), np.bitwise_and(6, 3), np.isin([1, 2], [2]), sep="\n")
assert np.testing.assert_allclose([1.0], [1.0 + 1e-9]) is None
