# rule: attribute | message: Access to '__subclasses__' attribute is not allowed
type.__subclasses__(object)
