# rule: builtin-use | message: Use of 'eval' is not allowed
list(map(eval, ['1']))
