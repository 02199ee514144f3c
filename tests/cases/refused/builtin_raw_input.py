# rule: builtin-call | message: Call to 'raw_input' is not allowed
raw_input()
