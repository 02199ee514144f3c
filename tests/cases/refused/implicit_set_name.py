# rule: attribute | message: Access to '__subclasses__' attribute is not allowed
class D:
    def __set_name__(self, owner, name):
        owner.__subclasses__()

class A:
    d = D()
