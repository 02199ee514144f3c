# rule: name | message: Use of '__builtins__' is not allowed
(__builtins__ := {})
