# rule: builtin-call | message: Call to 'exec' is not allowed
x = 1; y = 2; exec('1')
