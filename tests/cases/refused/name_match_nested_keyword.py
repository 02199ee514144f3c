# rule: attribute | message: Access to '__globals__' attribute is not allowed
match x:
    case [{'a': object(real=object(__globals__=g))}]:
        pass
