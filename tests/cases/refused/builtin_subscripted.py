# rule: builtin-use | message: Use of 'exec' is not allowed
(exec,)[0]('1')
