# rule: attribute | message: Access to 'f_lineno' attribute is not allowed
def jump(frame):
    frame.f_lineno += 2
