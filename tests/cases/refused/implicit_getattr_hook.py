# rule: name | message: Use of '__getattr__' is not allowed
class A:
    __getattr__ = open
