# rule: source-text | message: Access to 'gi_frame' attribute is not allowed
text = 'x.gi_frame'
