# rule: attribute | message: Access to '__self__' attribute is not allowed
# policy: standard
match print:
    case object(__self__=b):
        b.eval('1')
