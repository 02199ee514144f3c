counter = 0


def outer():
    seen = []

    def inner(x):
        nonlocal seen
        global counter
        counter += 1
        seen = seen + [x]
        return seen

    return inner


f = outer()
f(1)
print(f(2), counter, sorted(locals().keys() & {"f", "counter"}), "f" in globals())
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, z=3))
if __name__ == "__main__":
    print("main")
