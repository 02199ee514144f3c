# rule: name | message: Use of '__module__' is not allowed
class A:
    __module__ = 'random'
