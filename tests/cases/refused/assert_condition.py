# rule: attribute | message: Access to '__code__' attribute is not allowed
assert (lambda: 1).__code__
