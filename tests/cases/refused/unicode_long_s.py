# rule: attribute | message: Access to '__class__' attribute is not allowed
().__claſſ__
