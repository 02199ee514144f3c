# rule: builtin-use | message: Use of '__import__' is not allowed
class D(dict):
    __missing__ = __import__
