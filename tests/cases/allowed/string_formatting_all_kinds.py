name, value, big = "Widget", 1234.5678, 1234567
print("%s costs %8.2f (%d units, %x, %5.1f%%, %-6s|)" % (name, value, 42, 255, 99.5, "ab"))
print("{0} {1:>10} {0!r} {price:,.2f}".format(name, "right", price=value))
print("{:^12}|{:*<8}|{:+d}|{:08.3f}|{:e}|{:b}|{:#o}".format("mid", "left", 7, 3.14159, 12345, 10, 8))
print(f"{big:,} {big:_} {0.256:.1%} {255:#06x} {'é':>4} {value!s:.4} {3:>{big % 10}}")
print(f"{name=} {value = :.1f} {'nested ' + f'{1 + 1}'} {{braces}} {'yes' if big else 'no'}")
print("%(lang)s has %(n)03d quote types" % {"lang": "Python", "n": 2}, "{d[key]} {l[0]}".format(d={"key": "v"}, l=[9]))
print("{0.real} {0.imag}".format(3 + 4j), "{:>{}}|{:<{}}|".format("a", 3, "b", 4))
print("left".ljust(8, ".") + "right".rjust(8, ".") + "mid".center(9, "*"), "42".zfill(5), "-7".zfill(4))
rows = [("Item", "Qty"), ("apple", 3), ("banana", 12)]
for a, b in rows:
    print(f"{a:<10}{b:>5}")
print("{name:>{width}}".format(name="x", width=4), "{:.{p}f}".format(2.71828, p=2), "{!a}".format("ü"))
print("{a} {b}".format_map({"a": 1, "b": 2}), format(1e10, "g"), format(0.00001), "\t|tab", r"raw\n", "a" "b")
