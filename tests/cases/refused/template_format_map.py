# rule: format-template | message: Access to '__class__' attribute is not allowed
'{x.__class__}'.format_map({'x': 1})
