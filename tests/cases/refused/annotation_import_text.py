# rule: source-text | message: Call to '__import__' is not allowed
def f(x: '__import__("os")'):
    pass
