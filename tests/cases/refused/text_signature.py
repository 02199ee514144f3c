# rule: attribute | message: Access to '__text_signature__' attribute is not allowed
len.__text_signature__
