# rule: attribute | message: Access to 'tb_frame' attribute is not allowed
f = lambda t: t.tb_frame.f_back
