# rule: name | message: Use of '__builtins__' is not allowed
for __builtins__ in ():
    pass
