# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
{x: 1 for x in g.gi_frame.f_globals}
