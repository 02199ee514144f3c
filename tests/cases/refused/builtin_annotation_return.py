# rule: builtin-call | message: Call to 'eval' is not allowed
def f() -> eval('1'):
    pass
