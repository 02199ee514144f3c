# rule: builtin-call | message: Call to 'getattr' is not allowed
class A:
    def __getattr__(self, name):
        return getattr(1, name)
