# rule: builtin-use | message: Use of 'eval' is not allowed
try:
    pass
except (ValueError, eval):
    pass
