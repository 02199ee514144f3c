# rule: builtin-use | message: Use of 'breakpoint' is not allowed
class A:
    __enter__ = breakpoint

with A():
    pass
