# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
# policy: standard
(x for x in ()).gi_frame.f_back
