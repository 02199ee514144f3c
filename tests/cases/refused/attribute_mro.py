# rule: attribute | message: Access to '__mro__' attribute is not allowed
int.__mro__
