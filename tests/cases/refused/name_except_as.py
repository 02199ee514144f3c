# rule: name | message: Use of '__builtins__' is not allowed
try:
    pass
except ValueError as __builtins__:
    pass
