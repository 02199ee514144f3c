# rule: builtin-call | message: Call to 'exec' is not allowed
class A:
    def __init_subclass__(cls, text):
        exec(text)

class B(A, text='1'):
    pass
