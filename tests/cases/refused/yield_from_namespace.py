# rule: attribute | message: Access to '__globals__' attribute is not allowed
def f():
    yield from f.__globals__
