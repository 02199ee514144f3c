import functools
import itertools as it
import operator
from operator import attrgetter, itemgetter, methodcaller

print(list(it.permutations("ab")), list(it.accumulate([1, 2, 3], operator.mul)))
print(functools.reduce(operator.add, [1, 2, 3]), list(it.islice(it.count(5, 5), 3)))
print(sorted([("b", 1), ("a", 2)], key=itemgetter(0)), max([1 + 2j, 3 + 1j], key=attrgetter("imag")))
print(list(map(methodcaller("upper"), ["a", "b"])), [(k, len(list(g))) for k, g in it.groupby("aabccc")])
