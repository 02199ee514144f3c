# rule: format-template | message: Access to '__secret__' attribute is not allowed
'{0.__secret__}'.format(1)
