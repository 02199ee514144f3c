# rule: name | message: Use of '__init_subclass__' is not allowed
class A(__init_subclass__=1):
    pass
