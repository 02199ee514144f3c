# rule: name | message: Use of '__reduce_ex__' is not allowed
class A:
    __reduce_ex__ = 1
    x = __reduce_ex__
    y = A.__reduce_ex__
