# rule: builtin-call | message: Call to 'getattr' is not allowed
# policy: standard
getattr(1, name='real')
