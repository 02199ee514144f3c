# rule: attribute | message: Access to '__base__' attribute is not allowed
class M(type):
    @classmethod
    def __prepare__(cls, name, bases):
        return cls.__base__
