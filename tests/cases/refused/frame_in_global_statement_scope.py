# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
def f():
    global out
    out = g.gi_frame
