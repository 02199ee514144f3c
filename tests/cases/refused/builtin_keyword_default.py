# rule: builtin-use | message: Use of '__import__' is not allowed
def f(*, e=__import__):
    return e('os')
