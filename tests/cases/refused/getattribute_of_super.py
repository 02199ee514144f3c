# rule: attribute | message: Access to '__getattribute__' attribute is not allowed
class A:
    def __getattribute__(self, name):
        return super().__getattribute__('__dict__')
