# rule: format-template | message: Access to '__class__' attribute is not allowed
'{0.__class__!r:>{1}}'.format(1, 2)
