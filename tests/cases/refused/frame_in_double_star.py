# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
dict(**g.gi_frame.f_globals)
