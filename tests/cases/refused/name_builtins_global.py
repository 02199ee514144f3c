# rule: name | message: Use of '__builtins__' is not allowed
def f():
    global __builtins__
    return 1
