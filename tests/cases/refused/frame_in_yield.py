# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
def f(g):
    yield g.gi_frame
