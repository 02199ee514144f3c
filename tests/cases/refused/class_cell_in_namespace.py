# rule: attribute | message: Access to '__classcell__' attribute is not allowed
class A:
    __classcell__ = None
    x = A.__classcell__
