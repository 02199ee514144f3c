# rule: attribute | message: Access to 'gi_frame' attribute is not allowed
g.gi_ｆｒａｍｅ
