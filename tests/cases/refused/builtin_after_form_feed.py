# rule: builtin-call | message: Call to 'eval' is not allowed
eval('1')
