evens, primes = {n for n in range(0, 12, 2)}, {2, 3, 5, 7, 11}
print(evens & primes, sorted(evens | primes), sorted(evens - primes), sorted(evens ^ primes))
print({2} <= primes, primes.isdisjoint({4, 6}), frozenset([1, 2]) in {frozenset([2, 1])}, evens.issuperset({0, 2}))
evens.add(100)
evens.discard(999)
try:
    evens.remove(999)
except KeyError as e:
    print("not there:", e)
point = (3, 4)
x, y = point
x, y = y, x
print(x, y, point + (5,), point.index(4), (1, 2) < (1, 3), tuple("ab"), (1,) * 3, len(()))
try:
    point[0] = 1
except TypeError as e:
    print(e)
unique = list(dict.fromkeys([3, 1, 3, 2, 1]))
nested = ((1, 2), (3, (4, 5)))
(a, b), (c, (d, e)) = nested
print(unique, a + b + c + d + e, sorted([(2, "b"), (1, "z"), (2, "a")], key=lambda t: (-t[0], t[1])))
print(any(n > 10 for n in primes), all(isinstance(n, int) for n in primes), sum(primes), min(primes), sorted(map(str, primes)))
