# rule: builtin-use | message: Use of 'eval' is not allowed
f = lambda e=eval: e('1')
