# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
assert 0, g.gi_frame
