# rule: name | message: Use of '__globals__' is not allowed
# policy: standard
hasattr(1, '__globals__')
