# rule: builtin-use | message: Use of 'eval' is not allowed
(eval if 1 else print)('1')
