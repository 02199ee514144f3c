# rule: name | message: Use of '__code__' is not allowed
# policy: standard
setattr(print, '__code__', 1)
