def check(values):
    for v in values:
        if v < 0:
            print("negative value, stopping")
            raise SystemExit(0)
        print("fine", v)


try:
    raise SystemExit("caught")
except SystemExit as e:
    print(e.code)
try:
    check([1, -1, 2])
finally:
    print("cleaned up")
print("never reached")
