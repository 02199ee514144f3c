# rule: attribute | message: Access to 'f_back' attribute is not allowed
def depth(frame, n=0):
    while frame.f_back:
        n += 1
    return n
