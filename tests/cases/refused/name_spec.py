# rule: name | message: Use of '__spec__' is not allowed
print(__spec__)
