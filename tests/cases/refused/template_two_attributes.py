# rule: format-template | message: Access to '__class__' attribute is not allowed
'{0.real.__class__.__mro__}'.format(1)
