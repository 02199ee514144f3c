# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
for x in ():
    pass
else:
    g.gi_frame
