import numpy as np
from scipy import cluster, fft, integrate, interpolate, linalg, ndimage, optimize, signal, sparse, spatial

integrate.quad(lambda x: x, 0, 1), optimize.minimize(lambda v: (v[0] - 1) ** 2, [0.0]), optimize.curve_fit(lambda x, a: a * x, [1, 2, 3], [1, 2, 3])
linalg.lu(np.eye(3)), linalg.expm(np.eye(2)), interpolate.interp1d([0, 1], [0, 1])(0.5), sparse.csr_matrix(np.eye(3)).dot(np.ones(3))
signal.butter(2, 0.5), spatial.distance.cdist([[0, 0]], [[1, 1]]), ndimage.gaussian_filter(np.eye(3), 1)
integrate.solve_ivp(lambda t, y: -y, (0, 1), [1.0]), optimize.root(lambda x: x - 1, [0.0]), optimize.linprog([1], bounds=[(0, 1)])
