# rule: name | message: Use of '__match_args__' is not allowed
class Any(type):
    def __instancecheck__(cls, x):
        return True

class A(metaclass=Any):
    __match_args__ = ('__glo' + 'bals__',)

match print:
    case A(g):
        print(g)
