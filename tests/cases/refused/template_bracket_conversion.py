# rule: format-template | message: Access to '__class__' attribute is not allowed
'{0[!].__class__}'.format({'!': 1})
