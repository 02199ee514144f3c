# rule: attribute | message: Access to 'gi_yieldfrom' attribute is not allowed
def inner():
    yield

def outer():
    yield from inner()

o = outer()
next(o)
o.gi_yieldfrom
