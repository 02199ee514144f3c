# rule: builtin-call | message: Call to '__import__' is not allowed
# policy: standard
__import__('os')
