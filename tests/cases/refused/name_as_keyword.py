# rule: name | message: Use of '__globals__' is not allowed
dict(__globals__=1)
