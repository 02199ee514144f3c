# rule: attribute | message: Access to '__thisclass__' attribute is not allowed
class A:
    def f(self):
        return super().__thisclass__
