# rule: attribute | message: Access to '__class__' attribute is not allowed
().__cl𝗮ss__
