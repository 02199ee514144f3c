# rule: name | message: Use of '__code__' is not allowed
class A:
    __slots__ = ('__code__',)
