# rule: name | message: Use of '__match_args__' is not allowed
class A:
    pass

A.__match_args__ = names
