# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
1 < 2 < g.gi_frame.f_lasti
