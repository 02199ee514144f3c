# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
def cut(x, g):
    return x[g.gi_frame:]
