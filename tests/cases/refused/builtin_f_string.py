# rule: builtin-call | message: Call to 'eval' is not allowed
f'{eval("1")}'
