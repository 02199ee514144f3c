def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total, count
        total += value
        count += 1
        average = total / count


def grouper(results, key):
    while True:
        results[key] = yield from averager()


def primed(gen):
    next(gen)
    return gen


results = {}
g = primed(grouper(results, "a"))
print([g.send(x) for x in (10, 20, 60)])
g.send(None)
print(results)


def guarded():
    try:
        yield 1
        yield 2
    except ValueError as e:
        yield f"caught {e}"
    finally:
        print("closed")


h = guarded()
print(next(h), h.throw(ValueError("bad")))
h.close()
