# rule: attribute | message: Access to '__globals__' attribute is not allowed
match f:
    case object(__ｇlobals__=g):
        pass
