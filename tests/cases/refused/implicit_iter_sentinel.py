# rule: builtin-use | message: Use of 'breakpoint' is not allowed
iter(breakpoint, 1)
