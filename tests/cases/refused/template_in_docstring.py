# rule: format-template | message: Access to '__globals__' attribute is not allowed
def f():
    '{0.__globals__}'

f.__doc__.format(f)
