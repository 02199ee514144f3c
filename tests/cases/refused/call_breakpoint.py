# rule: builtin-call | message: Call to 'breakpoint' is not allowed
breakpoint()
