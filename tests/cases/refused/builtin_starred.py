# rule: builtin-use | message: Use of 'eval' is not allowed
[*(eval,)][0]('1')
