import collections
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Iterable, Mapping

Point = namedtuple("Point", ["x", "y"], defaults=[0])
p = Point(1)._replace(y=5)
print(p, p._asdict(), Point._fields, Counter("banana").most_common(1))
d = defaultdict(list)
d["a"].append(1)
q = deque([1, 2, 3], maxlen=3)
q.append(4)
print(dict(d), q, isinstance([], Iterable), isinstance({}, Mapping), list(OrderedDict(a=1)))
print(collections.ChainMap({"a": 1}, {"a": 2, "b": 3})["b"])
