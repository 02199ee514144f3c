# rule: format-template | message: Access to '__class__' attribute is not allowed
'{0.\N{LOW LINE}_class__}'.format(1)
