# rule: builtin-use | message: Use of 'eval' is not allowed
(None or eval)('1')
