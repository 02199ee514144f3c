# rule: format-template | message: Access to '__class__' attribute is not allowed
match '{0.__class__}':
    case how:
        how.format(1)
