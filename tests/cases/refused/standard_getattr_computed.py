# rule: builtin-call | message: Call to 'getattr' is not allowed
# policy: standard
name = '__class__'
getattr(1, name)
