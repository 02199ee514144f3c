# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
try:
    pass
except ValueError:
    pass
else:
    g.gi_frame
