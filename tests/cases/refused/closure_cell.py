# rule: attribute | message: Access to '__closure__' attribute is not allowed
def f():
    x = 1
    return lambda: x

f().__closure__[0].cell_contents
