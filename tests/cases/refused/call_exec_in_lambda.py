# rule: builtin-call | message: Call to 'exec' is not allowed
f = lambda: exec('x = 1')
f()
