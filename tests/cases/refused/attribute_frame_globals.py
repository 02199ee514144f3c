# rule: attribute | message: Access to 'f_globals' attribute is not allowed
frame = None
frame.f_globals
