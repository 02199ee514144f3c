from functools import partial, reduce
from itertools import chain, islice
from operator import add, itemgetter

pipe = lambda *functions: partial(reduce, lambda value, f: f(value), functions)
curry = lambda f: lambda a: lambda b: f(a, b)
process = pipe(
    str.split,
    partial(map, str.strip),
    partial(filter, str.isalpha),
    partial(map, str.capitalize),
    list,
)
print(process("  the answer is 42 my friend "), curry(add)(1)(2), list(map(curry(pow)(2), range(5))))
orders = [{"id": 1, "lines": [("tea", 2), ("jam", 1)]}, {"id": 2, "lines": [("tea", 5)]}]
lines = list(chain.from_iterable(map(itemgetter("lines"), orders)))
totals = reduce(lambda acc, line: {**acc, line[0]: acc.get(line[0], 0) + line[1]}, lines, {})
print(totals, max(totals.items(), key=itemgetter(1)), list(islice(zip(*[iter(range(9))] * 3), 2)))
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *args: x(x)(*args)))
print(Y(lambda fact: lambda n: 1 if n < 2 else n * fact(n - 1))(10), (lambda *a, **k: (a, k))(1, b=2))
print(*map(lambda a, b: a if a > b else b, [1, 9], [5, 3]), [*filter(None, [0, 1, "", "x", [], None])], sep=" / ")
