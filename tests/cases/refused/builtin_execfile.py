# rule: builtin-call | message: Call to 'execfile' is not allowed
execfile('x.py')
