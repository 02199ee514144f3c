# rule: attribute | message: Access to '__getstate__' attribute is not allowed
object().__getstate__()
