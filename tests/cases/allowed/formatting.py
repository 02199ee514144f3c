from datetime import date

name, value, width = "pi", 3.14159, 10
print("%s = %.2f, %05d, %-5s|" % (name, value, 42, "ab"))
print("{} = {:.3f}; {1:>8.1f} {0!r}".format(name, value) if False else "{0} = {1:.3f}; {1:>8.1f} {0!r}".format(name, value))
print(f"{name:>{width}}|{value:^{width}.{3}f}|{value=:.1f}|{{braces}}|{date(2024, 2, 29):%d.%m.%Y}")
print("{p.real} {d[key]} {l[0]}".format(p=1 + 2j, d={"key": "v"}, l=[9]))
print(f"{1_000_000:,} {255:#x} {0.256:.1%} {'nested ' + f'{name}'}")
