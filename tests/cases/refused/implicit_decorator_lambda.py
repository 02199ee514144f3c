# rule: attribute | message: Access to '__globals__' attribute is not allowed
@lambda f: f.__globals__
def f():
    pass
