# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
x = 1 if g.gi_frame else 2
