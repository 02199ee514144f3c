# rule: attribute | message: Access to '__class__' attribute is not allowed
x = 1
match 2:
    case x.__class__():
        pass
