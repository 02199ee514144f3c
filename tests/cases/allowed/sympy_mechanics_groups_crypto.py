from sympy import Matrix, Symbol, symbols
from sympy.combinatorics import Permutation, PermutationGroup, SymmetricGroup
from sympy.crypto.crypto import decipher_rsa, encipher_rsa, rsa_private_key, rsa_public_key
from sympy.physics.mechanics import LagrangesMethod, dynamicsymbols
from sympy.tensor.array import Array
from sympy.utilities.iterables import multiset_permutations
from sympy.utilities.lambdify import lambdify
import sympy as sp

q = dynamicsymbols("q")
m, g, l = symbols("m g l", positive=True)
t = Symbol("t")
lagrangian = m * l**2 * q.diff(t) ** 2 / 2 + m * g * l * sp.cos(q)
print(sp.simplify(LagrangesMethod(lagrangian, [q]).form_lagranges_equations()[0] / (m * l)))
p = Permutation([1, 2, 0, 3])
group = PermutationGroup(p)
print(p.order(), group.order(), SymmetricGroup(4).order(), group.is_abelian, p.cyclic_form, p.parity())
public, private = rsa_public_key(61, 53, 17), rsa_private_key(61, 53, 17)
print(public, decipher_rsa(encipher_rsa(65, public), private), Array([[1, 2], [3, 4]]).shape)
print(list(multiset_permutations([1, 1, 2])), lambdify(t, t**2)(3), sp.fourier_series(t, (t, -sp.pi, sp.pi)).truncate(2))
A, B = sp.MatrixSymbol("A", 2, 2), Matrix([[0, 1], [1, 0]])
print((A * A.T).T, B.exp()[0], sp.physics.units.meter, sp.combinatorics.GrayCode(2).current)
