# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
match g:
    case object(gi_frame=f):
        pass
