# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
def f(e, g):
    raise e from g.gi_frame
