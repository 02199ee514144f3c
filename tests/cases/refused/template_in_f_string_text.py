# rule: format-template | message: Access to '__class__' attribute is not allowed
f'{{0.__class__}} {1}'.format(2)
