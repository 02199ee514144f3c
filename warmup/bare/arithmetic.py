import decimal
import fractions
import math
import random
import statistics


def primes(limit):
    sieve = [True] * (limit + 1)
    for i in range(2, int(limit ** 0.5) + 1):
        if sieve[i]:
            for j in range(i * i, limit + 1, i):
                sieve[j] = False
    return [i for i in range(2, limit + 1) if sieve[i]]


print(primes(100)[-1], sum(x * x for x in range(10)), math.sqrt(2), 2 ** 100, divmod(7, 3), round(2.567, 1))
decimal.Decimal('1.1') + fractions.Fraction(1, 3).limit_denominator(10).numerator
statistics.mean([1, 2, 3]), statistics.stdev([1.0, 2.0, 4.0]), math.factorial(20), math.gcd(12, 18)
random.random(), random.sample(range(10), 3), random.choice('abc'), random.shuffle([1, 2, 3])
