# rule: attribute | message: Access to '__subclasses__' attribute is not allowed
int.mro()[-1].__subclasses__()
