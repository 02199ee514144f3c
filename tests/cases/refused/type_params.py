# rule: attribute | message: Access to '__type_params__' attribute is not allowed
def f():
    pass

f.__type_params__
