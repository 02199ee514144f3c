# rule: name | message: Use of '__subclasses__' is not allowed
vars(type(int))['__subclasses__']
