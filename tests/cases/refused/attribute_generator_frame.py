# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
def g():
    yield 1

g().gi_frame.f_back
