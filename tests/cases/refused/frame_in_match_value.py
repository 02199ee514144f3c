# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
match 1:
    case g.gi_frame:
        pass
