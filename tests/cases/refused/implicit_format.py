# rule: builtin-call | message: Call to 'eval' is not allowed
class A:
    __format__ = lambda self, text: eval(text)

f'{A():1+1}'
