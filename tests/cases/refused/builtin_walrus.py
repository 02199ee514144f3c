# rule: builtin-use | message: Use of 'eval' is not allowed
(e := eval)('1')
