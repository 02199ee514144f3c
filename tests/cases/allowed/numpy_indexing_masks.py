import numpy as np

a = np.arange(24).reshape(4, 6)
print(a[1:3, ::2], a[-1], a[:, 1], a[[0, 2], [1, 3]], sep="\n")
print(a[a % 5 == 0], np.where(a > 20), np.argwhere(a == 7), a[(a > 3) & (a < 9) | (a == 23)])
a[a > 20] = -1
a[0] = 0
print(a, a.sum(), (a < 0).any(), (a >= -1).all(), np.count_nonzero(a))
b = np.where(a < 0, np.nan, a.astype(float))
print(np.isnan(b).sum(), np.nanmean(b).round(3), np.nan_to_num(b).max())
print(np.select([a < 0, a < 10], ["neg", "small"], default="big")[3], np.take([10, 20, 30], [2, 0]), np.ix_([0, 1], [2])[0].shape)
print(a[..., 0], a.flat[7], np.unravel_index(a.argmax(), a.shape), a[np.array([True, False, False, True])].shape)
view = a[:2]
view[:] = 5
a[0, 0], np.shares_memory(a, view)
