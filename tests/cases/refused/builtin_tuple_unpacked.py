# rule: builtin-use | message: Use of 'eval' is not allowed
e, o = eval, open
