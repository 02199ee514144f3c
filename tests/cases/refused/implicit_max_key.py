# rule: builtin-use | message: Use of 'compile' is not allowed
max(['1', '2'], key=compile)
