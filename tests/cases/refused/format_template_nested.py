# rule: format-template | message: Access to '__class__' attribute is not allowed
'{0:{1.__class__}}'.format(1, 2)
