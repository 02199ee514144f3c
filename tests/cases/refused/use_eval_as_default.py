# rule: builtin-use | message: Use of 'eval' is not allowed
def f(text, run=eval):
    return run(text)
