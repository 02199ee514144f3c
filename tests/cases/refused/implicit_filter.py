# rule: builtin-use | message: Use of 'exec' is not allowed
list(filter(exec, ['1']))
