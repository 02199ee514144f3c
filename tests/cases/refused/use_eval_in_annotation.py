# rule: builtin-use | message: Use of 'eval' is not allowed
def f(x: eval):
    pass
