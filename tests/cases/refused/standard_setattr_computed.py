# rule: builtin-call | message: Call to 'setattr' is not allowed
# policy: standard
class A:
    pass

setattr(A, '__match_' + 'args__', ('x',))
