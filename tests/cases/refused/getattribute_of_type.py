# rule: attribute | message: Access to '__getattribute__' attribute is not allowed
type.__getattribute__(int, 'real')
