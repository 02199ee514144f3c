import numpy as np
from numpy.linalg import eig, inv, norm, solve

A = np.array([[4.0, -2.0, 1.0], [-2.0, 4.0, -2.0], [1.0, -2.0, 4.0]])
b = np.array([11, -16, 17])
x = solve(A, b)
print(x.round(6), np.allclose(A @ x, b), round(np.linalg.det(A), 6), np.linalg.matrix_rank(A))
w, v = np.linalg.eigh(A)
print(w.round(4), np.allclose(v @ np.diag(w) @ v.T, A), norm(b).round(4), np.trace(A))
q, r = np.linalg.qr(A)
u, s, vt = np.linalg.svd(A[:, :2], full_matrices=False)
print(np.allclose(q @ r, A), s.round(4), np.allclose(inv(A) @ A, np.eye(3)), np.linalg.cond(A).round(4))
print(np.linalg.cholesky(A).round(3))
coef, residual, rank, _ = np.linalg.lstsq(np.vstack([[0, 1, 2, 3], np.ones(4)]).T, [1, 3, 5, 7.0], rcond=None)
print(coef.round(6), rank, np.linalg.matrix_power(np.array([[1, 1], [1, 0]]), 10))
try:
    np.linalg.inv(np.zeros((2, 2)))
except np.linalg.LinAlgError as e:
    print("error:", e)
print(np.sort(np.abs(eig(np.array([[0, 1], [-1, 0]]))[0])), np.cross([1, 0, 0], [0, 1, 0]), np.outer([1, 2], [3, 4]), np.kron([1, 2], [1, 1]))
