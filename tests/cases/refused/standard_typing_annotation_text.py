# rule: source-text | message: Access to '__class__' attribute is not allowed
# policy: standard
def f(x: 'list[().__class__]'):
    pass
