# rule: builtin-use | message: Use of 'eval' is not allowed
class A:
    __class_getitem__ = eval
