# rule: builtin-use | message: Use of 'eval' is not allowed
class M(type):
    __add__ = eval

class A(metaclass=M):
    pass

A + '1'
