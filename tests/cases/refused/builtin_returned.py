# rule: builtin-use | message: Use of 'eval' is not allowed
def f():
    return eval

f()('1')
