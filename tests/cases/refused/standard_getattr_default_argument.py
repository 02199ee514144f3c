# rule: builtin-use | message: Use of 'getattr' is not allowed
# policy: standard
def f(g=getattr):
    return g
