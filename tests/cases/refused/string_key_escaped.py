# rule: name | message: Use of '__builtins__' is not allowed
globals()['\x5f_builtins__']
