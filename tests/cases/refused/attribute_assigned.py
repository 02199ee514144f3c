# rule: attribute | message: Access to '__class__' attribute is not allowed
class A:
    pass

A().__class__ = A
