# rule: attribute | message: Access to '__getattribute__' attribute is not allowed
object.__getattribute__([], 'append')
