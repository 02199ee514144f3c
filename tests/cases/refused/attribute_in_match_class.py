# rule: attribute | message: Access to '__class__' attribute is not allowed
match 1:
    case int(__class__=c):
        print(c)
