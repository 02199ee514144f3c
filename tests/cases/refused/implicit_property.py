# rule: builtin-use | message: Use of 'eval' is not allowed
class A:
    x = property(eval)
