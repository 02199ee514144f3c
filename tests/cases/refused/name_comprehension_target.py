# rule: name | message: Use of '__builtins__' is not allowed
[1 for __builtins__ in ()]
