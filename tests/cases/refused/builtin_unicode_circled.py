# rule: builtin-call | message: Call to 'exec' is not allowed
ｅｘｅｃ('1')
