# rule: name | message: Use of '__builtins__' is not allowed
lambda __builtins__: 1
