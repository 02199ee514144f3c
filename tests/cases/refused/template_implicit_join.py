# rule: format-template | message: Access to '__class__' attribute is not allowed
'{0.__cla' 'ss__}'.format(1)
