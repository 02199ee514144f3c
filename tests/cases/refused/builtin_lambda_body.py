# rule: builtin-use | message: Use of 'compile' is not allowed
f = lambda: compile
