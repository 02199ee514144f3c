# rule: name | message: Use of '__code__' is not allowed
@f(__code__=1)
def g():
    pass
