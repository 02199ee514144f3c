# rule: name | message: Use of '__code__' is not allowed
def f(__code__, /):
    pass
