# rule: builtin-use | message: Use of 'getattr' is not allowed
# policy: standard
list(map(getattr, [1], ['__class__']))
