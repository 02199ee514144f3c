# rule: name | message: Use of '__builtins__' is not allowed
del __builtins__
