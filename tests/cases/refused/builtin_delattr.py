# rule: builtin-call | message: Call to 'delattr' is not allowed | only: strict
delattr(int, 'x')
