# rule: format-template | message: Access to '__dict__' attribute is not allowed
'{0[a].__dict__}'.format({'a': 1})
