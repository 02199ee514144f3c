# rule: name | message: Use of '__builtins__' is not allowed
print(vars().get('__builtins__'))
