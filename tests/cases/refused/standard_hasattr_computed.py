# rule: builtin-call | message: Call to 'hasattr' is not allowed
# policy: standard
hasattr(1, 'a'.upper())
