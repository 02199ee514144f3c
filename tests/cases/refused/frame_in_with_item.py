# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
with g.gi_frame as f:
    pass
