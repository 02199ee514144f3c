# rule: builtin-call | message: Call to 'input' is not allowed
# policy: standard
input()
