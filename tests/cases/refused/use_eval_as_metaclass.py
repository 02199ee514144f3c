# rule: builtin-use | message: Use of 'eval' is not allowed
class A(metaclass=eval):
    pass
