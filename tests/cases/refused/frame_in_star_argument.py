# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
print(*g.gi_frame.f_globals)
