# rule: builtin-call | message: Call to 'file' is not allowed
file('x')
