# rule: attribute | message: Access to '__weakref__' attribute is not allowed
class A:
    pass

A.__weakref__
