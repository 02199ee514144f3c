# rule: name | message: Use of '__class__' is not allowed
def f():
    x = 1

    def g():
        nonlocal __class__
