# rule: name | message: Use of '__builtins__' is not allowed
globals()['__buil' 'tins__']
