from pprint import PrettyPrinter, pformat, pprint
import pprint as pp

menu = {
    "breakfast": {"eggs": {"price": 4.5, "tags": ["protein", "hot", "classic"]}, "toast": {"price": 2.25, "tags": []}},
    "lunch": [("soup", 5), ("salad", 6.75), ("sandwich with a rather long name", 7.25)],
}
pprint(menu, width=60)
print(pformat(list(range(30)), width=40, compact=True))
pp.pprint({"b": 1, "a": {"z": [1, [2, [3, [4]]]]}}, depth=3, sort_dicts=False)
PrettyPrinter(indent=4, width=20).pprint(["alpha", "beta", {"gamma": "delta"}])
print(pp.isreadable(menu), pp.saferepr({1, 2}))
