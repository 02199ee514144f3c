def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def take(n, iterable):
    for _, item in zip(range(n), iterable):
        yield item


def average():
    total = count = 0
    value = None
    while True:
        sent = yield value
        total, count = total + sent, count + 1
        value = total / count


print(list(take(8, primes())))
a = average()
next(a)
print(a.send(10), a.send(20))
a.close()
