def make_counter(start=0, step=1):
    count = start

    def counter():
        nonlocal count
        count += step
        return count

    def reset(value=start):
        nonlocal count
        count = value

    counter.reset = reset
    return counter


a, b = make_counter(), make_counter(10, 5)
print(a(), a(), b(), b(), a())
a.reset()
print(a())
late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])
compose = lambda *fs: (lambda x: [x := f(x) for f in fs][-1])
print(compose(lambda x: x + 1, lambda x: x * 2, str)(4))
