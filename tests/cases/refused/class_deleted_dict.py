# rule: attribute | message: Access to '__dict__' attribute is not allowed
class A:
    pass

del A().__dict__
