import itertools as it
from operator import itemgetter

print(["".join(p) for p in it.permutations("abc", 2)], list(it.combinations(range(4), 2)))
print(list(it.product([0, 1], repeat=2)), list(it.combinations_with_replacement("xy", 2)))
rows = [("fruit", "apple"), ("fruit", "pear"), ("veg", "kale"), ("fruit", "fig")]
for kind, group in it.groupby(sorted(rows), key=itemgetter(0)):
    print(kind, [name for _, name in group])
print(list(it.accumulate([1, 2, 3, 4], lambda a, b: a * b)), list(it.chain.from_iterable([[1], [2, 3]])))
print(list(it.zip_longest("ab", "xyz", fillvalue="-")), list(it.starmap(pow, [(2, 3), (3, 2)])))
print(list(it.dropwhile(str.isdigit, "12a3")), list(it.filterfalse(lambda x: x % 2, range(6))), list(it.compress("abcd", [1, 0, 1])))
a, b = it.tee(iter(range(3)))
print(list(a), list(b), list(it.islice(it.cycle("AB"), 5)), list(it.repeat("x", 2)), list(it.pairwise("abc")))


def run_length(text):
    return "".join(f"{len(list(g))}{c}" for c, g in it.groupby(text))


run_length("aaabccdd")
