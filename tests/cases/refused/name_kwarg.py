# rule: name | message: Use of '__globals__' is not allowed
def f(**__globals__):
    pass
