# rule: name | message: Use of '__builtins__' is not allowed
match 1:
    case int() as __builtins__:
        pass
