# rule: builtin-use | message: Use of 'open' is not allowed
def f():
    yield open
