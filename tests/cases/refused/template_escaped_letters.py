# rule: format-template | message: Access to '__class__' attribute is not allowed
'{0.\x5f_class_\x5f}'.format(1)
