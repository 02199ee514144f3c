# rule: attribute | message: Access to '__dict__' attribute is not allowed
# policy: standard
delattr(int, '__dict__')
