# rule: attribute | message: Access to 'func_globals' attribute is not allowed
def f():
    pass

f.func_globals
