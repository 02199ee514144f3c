from sympy import Matrix, Rational, diag, eye, symbols, zeros
import sympy

M = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 2]])
print(M.det(), M.inv(), M.eigenvals(), M.rank(), M.T == M, M.charpoly().as_expr())
P, D = M.diagonalize()
print(P * D * P.inv() == M, M.rref(), (M**3)[0, 0], M.trace(), M.nullspace())
a, b = symbols("a b")
R = Matrix([[sympy.cos(a), -sympy.sin(a)], [sympy.sin(a), sympy.cos(a)]])
print(sympy.simplify(R * R.T), R.subs(a, sympy.pi / 3), R.det().simplify())
print(Matrix([a**2 * b, a + b]).jacobian([a, b]), sympy.hessian(a**2 * b, (a, b)), eye(2).row_join(zeros(2, 1)), diag(1, 2))
L, U, perm = Matrix([[1, 2], [3, 4]]).LUdecomposition()
print(L, U, L * U, M[:, 0].dot(M[:, 1]), M.col(1).norm())
Matrix(2, 2, lambda i, j: Rational(1, i + j + 1))
