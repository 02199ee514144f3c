# rule: builtin-use | message: Use of 'exec' is not allowed
@exec
@str
def f():
    pass
