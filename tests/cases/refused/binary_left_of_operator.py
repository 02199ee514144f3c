# rule: attribute | message: Access to '__globals__' attribute is not allowed
def f():
    return 1

f.__globals__ | {}
