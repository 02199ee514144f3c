# rule: name | message: Use of '__builtins__' is not allowed
with a as __builtins__:
    pass
