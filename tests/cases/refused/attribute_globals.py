# rule: attribute | message: Access to '__globals__' attribute is not allowed
def f():
    pass

f.__globals__['__builtins__']
