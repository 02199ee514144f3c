# rule: attribute | message: Access to '__mro__' attribute is not allowed
class A:
    def __mro_entries__(self, bases):
        return bases[0].__mro__
