import functools
from functools import partial, reduce, singledispatch

print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda acc, w: {**acc, w: len(w)}, ["a", "bcd"], {}))
int2 = partial(int, base=2)
print(int2("1010"), int2.keywords, partial(max, 10)(3))


@singledispatch
def render(value):
    return f"<{value}>"


@render.register(int)
@render.register(float)
def _(value):
    return f"num {value}"


@render.register
def _(value: list):
    return [render(v) for v in value]


print(render("s"), render([1, 2.5, "x"]), render(None))


def by_length_then_alpha(a, b):
    return len(a) - len(b) or (a > b) - (a < b)


print(sorted(["pear", "fig", "apple", "kiwi"], key=functools.cmp_to_key(by_length_then_alpha)))


class Cell:
    def set_state(self, state):
        self.state = state

    turn_on = functools.partialmethod(set_state, "on")


c = Cell()
c.turn_on()
print(c.state)
