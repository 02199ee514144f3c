# rule: format-template | message: Access to 'gi_frame' attribute is not allowed
'{0.gi_frame.f_globals}'.format(g)
