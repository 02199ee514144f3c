# rule: attribute | message: Access to '_getframe' attribute is not allowed
def f(s):
    return s._getframe(1)
