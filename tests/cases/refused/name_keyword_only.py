# rule: name | message: Use of '__builtins__' is not allowed
def f(*, __builtins__):
    pass
