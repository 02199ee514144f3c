# rule: name | message: Use of 'gi_code' is not allowed
keys = ['gi_code', 'cr_frame']
