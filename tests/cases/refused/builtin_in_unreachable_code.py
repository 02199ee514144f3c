# rule: builtin-call | message: Call to 'eval' is not allowed
def f():
    return
    eval('1')
