# rule: name | message: Use of '__class__' is not allowed
class A:
    def f(self):
        return __class__
