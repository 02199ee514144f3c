# rule: builtin-use | message: Use of 'eval' is not allowed
f'{eval=}'
