# rule: attribute | message: Access to '__class__' attribute is not allowed
''.__class__.__bases__[0].__subclasses__()
