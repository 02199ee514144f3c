# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
(x for x in ()).gᵢ_frame
