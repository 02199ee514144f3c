# rule: attribute | message: Access to '__self__' attribute is not allowed
match 'a':
    case str(print.__self__):
        pass
