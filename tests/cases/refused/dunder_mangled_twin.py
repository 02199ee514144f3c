# rule: attribute | message: Access to '__globals__' attribute is not allowed
class A:
    def f(self):
        return self.__init__.__globals__
