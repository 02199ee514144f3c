# rule: attribute | message: Access to '__code__' attribute is not allowed
def f():
    pass

f.__code__ = f.__code__.replace(co_consts=())
