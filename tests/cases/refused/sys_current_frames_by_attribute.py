# rule: attribute | message: Access to '_current_frames' attribute is not allowed
def f(s):
    return s._current_frames()
