import scipy.stats as st
from scipy import integrate, linalg, optimize, signal, sparse
from scipy.interpolate import interp1d
from scipy.spatial.distance import cdist

print(round(integrate.quad(lambda x: x**2, 0, 3)[0], 6), round(optimize.brentq(lambda x: x**2 - 2, 0, 2), 6))
print(round(st.norm.cdf(0), 3), round(linalg.det([[1, 2], [3, 4]]), 6), signal.find_peaks([0, 1, 0, 2, 0])[0])
print(sparse.csr_matrix([[0, 1], [0, 0]]).nnz, float(interp1d([0, 1], [0, 2])(0.5)), cdist([[0, 0]], [[3, 4]])[0])
