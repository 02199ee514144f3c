# rule: attribute | message: Access to '__subclasses__' attribute is not allowed
[c for c in BaseException.__subclasses__() if c]
