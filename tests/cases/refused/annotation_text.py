# rule: source-text | message: Access to '__class__' attribute is not allowed
def f(x: '().__class__'):
    pass
