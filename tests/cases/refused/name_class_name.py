# rule: name | message: Use of '__builtins__' is not allowed
class __builtins__:
    pass
