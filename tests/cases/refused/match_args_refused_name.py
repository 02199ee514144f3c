# rule: name | message: Use of '__match_args__' is not allowed
class A:
    __match_args__ = ('real', '__dict__')
