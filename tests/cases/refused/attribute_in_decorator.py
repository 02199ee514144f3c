# rule: attribute | message: Access to '__init_subclass__' attribute is not allowed
@object.__init_subclass__
def f():
    pass
