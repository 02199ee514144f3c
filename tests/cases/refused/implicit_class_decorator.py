# rule: builtin-use | message: Use of 'eval' is not allowed
@eval
class A:
    pass
