# rule: attribute | message: Access to '__self__' attribute is not allowed
match print:
    case object(__self__=b) as p:
        pass
