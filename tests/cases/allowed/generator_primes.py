import itertools


def primes():
    composites = {}
    for n in itertools.count(2):
        if n not in composites:
            yield n
            composites[n * n] = [n]
        else:
            for p in composites.pop(n):
                composites.setdefault(n + p, []).append(p)


def take(n, iterable):
    return list(itertools.islice(iterable, n))


print(take(15, primes()))
print(next(p for p in primes() if p > 1000))
twins = ((p, q) for p, q in itertools.pairwise(primes()) if q - p == 2)
print(take(5, twins))
sum(itertools.takewhile(lambda p: p < 100, primes()))
