# rule: attribute | message: Access to '__class__' attribute is not allowed
# policy: standard
().__class__.__base__.__subclasses__()
