# rule: builtin-call | message: Call to 'eval' is not allowed
# a commenteval('1')
