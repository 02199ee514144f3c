# rule: name | message: Use of '__match_args__' is not allowed
class A:
    from string import digits as __match_args__
