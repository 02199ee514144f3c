counter = 0
limit = 10


def increment(by=1):
    global counter
    counter += by
    return counter


def outer():
    x = "outer"

    def inner():
        nonlocal x
        x = "changed by inner"
        limit = 99
        return limit

    return inner(), x, limit


increment()
increment(5)
print(counter, outer(), limit)
try:
    def broken():
        print(limit)
        limit = 1
    broken()
except UnboundLocalError as e:
    print(type(e).__name__)
squares = [limit for limit in range(3)]
print(squares, limit, "counter" in globals(), sorted(locals().keys() & {"counter", "nothing"}))
print([f.__name__ for f in (increment, outer)], increment.__qualname__, (lambda: 0).__name__)
