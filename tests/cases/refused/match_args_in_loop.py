# rule: name | message: Use of '__match_args__' is not allowed
class A:
    for __match_args__ in names:
        pass
