# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
try:
    pass
finally:
    g.gi_frame
