# rule: name | message: Use of '__builtins__' is not allowed
match 1:
    case [*__builtins__]:
        pass
