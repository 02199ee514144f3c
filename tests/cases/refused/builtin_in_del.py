# rule: builtin-use | message: Use of 'open' is not allowed
del open
