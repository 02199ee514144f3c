# rule: attribute | message: Access to '__defaults__' attribute is not allowed
def f(x=1):
    pass

f.__defaults__ = (2,)
