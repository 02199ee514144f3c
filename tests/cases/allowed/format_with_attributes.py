class User:
    def __init__(self, name, tags):
        self.name, self.tags = name, tags

    def __format__(self, spec):
        return self.name[0] if spec == "short" else format(self.name, spec)


ann = User("Ann", ["x", "y"])
print("{0.name} has {0.tags[1]} and {u.tags}".format(ann, u=ann), f"{ann} {ann:short} {ann:>6}|")
print("{:{fill}{align}{width}}".format("hi", fill="*", align="^", width=8), "{:>{w}.{p}f}".format(3.14159, w=8, p=2))
template = "Dear {name}, your balance is {balance:,.2f} {currency}"
for record in ({"name": "Bob", "balance": 1234.5, "currency": "EUR"}, {"name": "Cy", "balance": -7, "currency": "USD"}):
    print(template.format(**record))
print("{!r:>8}|{!s:<6}|{:#x}".format("a", 1.0, 255))
print(f"{'=' * 10:^20}|{[i for i in range(3)]}|{ {'a': 1}['a'] }|{(lambda x: x * 2)(4)}|{3.0!r}|{10 ** 6:,d}")
print("%-5s|%05.1f|%+d|%c|%o|%s" % ("ab", 3.14159, 5, "x", 8, (1, 2)), "%(a)s-%(b)04d" % {"a": 1, "b": 2}, "%d%%" % 50)
width, name = 12, "multi"
print(f"""{name:>{width}}
{f"nested {name!r}":-^{width * 2}}""")
