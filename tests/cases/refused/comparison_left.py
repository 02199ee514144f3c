# rule: attribute | message: Access to '__class__' attribute is not allowed
print(().__class__ is tuple)
