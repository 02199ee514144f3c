# rule: builtin-use | message: Use of 'eval' is not allowed
try:
    1 / 0
except eval:
    pass
