# rule: attribute | message: Access to 'f_trace' attribute is not allowed
def watch(frame, hook):
    frame.f_trace = hook
