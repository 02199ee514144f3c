# rule: builtin-use | message: Use of 'compile' is not allowed
class M(type):
    __getitem__ = compile
