# rule: builtin-use | message: Use of 'exec' is not allowed
class A:
    __contains__ = exec

'1' in A()
