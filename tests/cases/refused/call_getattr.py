# rule: builtin-call | message: Call to 'getattr' is not allowed
getattr(int, '__sub' + 'classes__')()
