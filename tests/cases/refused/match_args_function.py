# rule: name | message: Use of '__match_args__' is not allowed
class A:
    @property
    def __match_args__(self):
        return names
