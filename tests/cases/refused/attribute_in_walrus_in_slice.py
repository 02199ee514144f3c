# rule: attribute | message: Access to '__bases__' attribute is not allowed
[1, 2][(x := int.__bases__) and 0]
