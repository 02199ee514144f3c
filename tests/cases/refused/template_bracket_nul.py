# rule: format-template | message: Access to '__class__' attribute is not allowed
'{0[\0].__class__}'.format({'\0': 1})
