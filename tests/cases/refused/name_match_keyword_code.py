# rule: attribute | message: Access to '__code__' attribute is not allowed
match f:
    case object(__code__=c):
        pass
