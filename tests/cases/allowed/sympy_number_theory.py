import sympy
from sympy import divisors, factorint, isprime, nextprime, primerange, totient
from sympy.ntheory import discrete_log, jacobi_symbol, n_order, primitive_root
from sympy.ntheory.modular import crt

print(list(primerange(1, 40)), isprime(2**61 - 1), nextprime(1000), sympy.prime(100), sympy.primepi(1000))
print(factorint(2**32 + 1), divisors(60), totient(36), sympy.mobius(30), crt([3, 5, 7], [2, 3, 2]))
print(sympy.mod_inverse(3, 11), primitive_root(13), n_order(2, 7), discrete_log(41, 15, 7), jacobi_symbol(2, 15))
print(sympy.fibonacci(50), sympy.lucas(10), sympy.bernoulli(4), sympy.catalan(6), sympy.binomial(10, 4), sympy.factorial(25))
print(sympy.Rational(3, 7).p, sympy.Integer(17) % 5, sympy.gcd(48, 36), sympy.continued_fraction(sympy.sqrt(7)), sympy.npartitions(50))
print(sympy.perfect_power(1024), sympy.multiplicity(3, 162), sympy.divisor_sigma(12, 1))
sympy.sqrt(2).n(40)
