# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
x = not -~g.gi_frame
