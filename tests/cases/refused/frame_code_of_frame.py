# rule: attribute | message: Access to 'f_code' attribute is not allowed
def walk(frame):
    return frame.f_code
