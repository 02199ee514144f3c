# rule: attribute | message: Access to '__class__' attribute is not allowed
match x:
    case int(__class__=a) | str(__class__=a):
        pass
