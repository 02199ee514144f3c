from collections import ChainMap, OrderedDict, UserDict, UserList, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y", defaults=[0])
p = Point(3)
print(p, p._replace(y=9), p._asdict(), Point._fields, Point._make([5, 6]), p.x + p[1])
window = deque(maxlen=3)
for i in range(6):
    window.append(i)
window.rotate(1)
window.appendleft(-1)
print(window, window[0], list(window))
tree = lambda: defaultdict(tree)
taxonomy = tree()
taxonomy["animal"]["dog"]["beagle"] = 1
print(list(taxonomy["animal"]), taxonomy["animal"]["dog"]["beagle"])
settings = ChainMap({"debug": True}, {"debug": False, "port": 80})
print(settings["debug"], settings["port"], dict(settings.parents), settings.new_child({"port": 8080})["port"])


class Squares(UserDict):
    def __missing__(self, key):
        self[key] = key * key
        return self.data[key]


class Nums(UserList):
    def total(self):
        return sum(self.data)


s = Squares()
print(s[4], s, Nums([1, 2, 3]).total(), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
