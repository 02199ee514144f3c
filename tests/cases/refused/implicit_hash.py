# rule: builtin-use | message: Use of 'input' is not allowed
class A:
    __hash__ = input
