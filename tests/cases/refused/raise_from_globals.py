# rule: attribute | message: Access to '__globals__' attribute is not allowed
def f():
    pass

raise f.__globals__['Error']
