# rule: builtin-call | message: Call to 'exec' is not allowed
x: exec('1') = 1
