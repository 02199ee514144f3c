# rule: name | message: Use of 'gi_frame' is not allowed
# policy: standard
getattr((x for x in ()), 'gi_frame')
