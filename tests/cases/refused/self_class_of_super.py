# rule: attribute | message: Access to '__self_class__' attribute is not allowed
class A:
    def f(self):
        return super().__self_class__
