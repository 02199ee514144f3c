# rule: name | message: Use of '__builtins__' is not allowed
_＿builtins_＿['eval']
