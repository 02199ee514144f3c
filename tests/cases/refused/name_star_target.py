# rule: name | message: Use of '__builtins__' is not allowed
a, *__builtins__ = 1, 2
