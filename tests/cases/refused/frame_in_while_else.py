# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
while 0:
    pass
else:
    g.gi_frame
