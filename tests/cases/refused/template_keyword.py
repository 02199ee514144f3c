# rule: format-template | message: Access to '__globals__' attribute is not allowed
'{user.__init__.__globals__}'.format(user=1)
