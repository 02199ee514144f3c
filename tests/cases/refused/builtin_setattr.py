# rule: builtin-call | message: Call to 'setattr' is not allowed | only: strict
setattr(print, 'x', 1)
