# rule: format-template | message: Access to '__class__' attribute is not allowed
str.format('{.__class__}', 1)
