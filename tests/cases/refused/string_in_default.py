# rule: name | message: Use of '__subclasses__' is not allowed
def f(x, name='__subclasses__'):
    return name
