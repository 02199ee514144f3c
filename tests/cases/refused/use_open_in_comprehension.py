# rule: builtin-use | message: Use of 'open' is not allowed
[f('x') for f in [open]]
