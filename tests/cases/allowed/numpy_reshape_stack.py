import numpy as np

a = np.arange(6)
m = a.reshape(2, -1)
print(m.T, m.ravel(order="F"), np.vstack([m, m]).shape, np.hstack([m, m]), np.stack([m, m], axis=2).shape, sep="\n")
print(np.concatenate([a, [9, 9]]), np.split(a, 3), np.array_split(a, 4)[0], np.tile([1, 2], 2), np.repeat([1, 2], [2, 3]))
print(np.flip(m, 1), np.rot90(m), np.roll(a, 2), np.squeeze(np.ones((1, 3, 1))).shape, np.expand_dims(a, 0).shape, sep="\n")
print(np.column_stack([[1, 2], [3, 4]]), np.c_[[1, 2], [3, 4]], np.r_[1:4, 0, 4], np.mgrid[0:2, 0:2].shape, np.insert(a, 1, 50), np.delete(a, [0, 1]), sep="\n")
print(np.pad(m, 1, constant_values=9), np.swapaxes(np.ones((2, 3, 4)), 0, 2).shape, np.moveaxis(np.ones((2, 3, 4)), 0, -1).shape, np.diag([1, 2]), np.tri(3), sep="\n")
np.block([[np.eye(2), np.zeros((2, 2))], [np.ones((2, 2)), np.full((2, 2), 7)]])
