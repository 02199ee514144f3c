# rule: builtin-use | message: Use of 'eval' is not allowed
def f(*args: eval, **kw: open):
    pass
