import numpy as np
import numpy.linalg

b = np.arange(9.0).reshape(3, 3) + np.eye(3)
np.linalg.inv(b), np.linalg.svd(b), np.linalg.eig(b), np.linalg.solve(b, b[0]), np.linalg.det(b), np.linalg.norm(b)
np.linalg.lstsq(b, b[0], rcond=None), np.linalg.qr(b), np.einsum('ij,jk', b, b), np.polyfit([1, 2, 3], [1, 2, 3], 1)
print(b @ np.linalg.inv(b))
