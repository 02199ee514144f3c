# rule: attribute | message: Access to '__setstate__' attribute is not allowed
x.__setstate__({})
