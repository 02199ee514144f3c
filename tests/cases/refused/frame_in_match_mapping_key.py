# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
match {}:
    case {g.gi_frame: x}:
        pass
