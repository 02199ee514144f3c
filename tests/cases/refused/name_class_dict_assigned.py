# rule: name | message: Use of '__dict__' is not allowed
class A:
    __dict__ = {}
