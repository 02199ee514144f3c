# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
match g.gi_frame:
    case None:
        pass
