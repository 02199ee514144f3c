# rule: builtin-call | message: Call to 'eval' is not allowed
class A:
    def eval(self):
        pass

eval('1')
