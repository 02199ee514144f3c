# rule: attribute | message: Access to '__dict__' attribute is not allowed
type.__dict__['__subclasses__'](object)
