# rule: builtin-call | message: Call to 'eval' is not allowed
def f():
    global eval
    return eval('1')
