# rule: format-template | message: Access to '__class__' attribute is not allowed
def show(x, how='{.__class__}'):
    return how.format(x)
