# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
del g.gi_frame.f_globals['x']
