# rule: attribute | message: Access to '__class__' attribute is not allowed
class A:
    pass

class B:
    pass

a = A()
a.__class__ = B
