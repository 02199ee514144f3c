# rule: attribute | message: Access to '__func__' attribute is not allowed
class A:
    def f(self):
        pass

A().f.__func__
