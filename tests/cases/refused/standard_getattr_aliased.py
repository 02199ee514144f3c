# rule: builtin-use | message: Use of 'getattr' is not allowed
# policy: standard
g = getattr
g(1, '__class__')
