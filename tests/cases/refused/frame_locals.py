# rule: attribute | message: Access to 'f_locals' attribute is not allowed
def walk(frame):
    return frame.f_locals
