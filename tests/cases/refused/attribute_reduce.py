# rule: attribute | message: Access to '__reduce_ex__' attribute is not allowed
object().__reduce_ex__(2)
