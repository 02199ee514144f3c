# rule: format-template | message: Access to '__class__' attribute is not allowed
('%s' % '{0.__class__}').format(1)
