# rule: attribute | message: Access to '__globals__' attribute is not allowed
f().g()[0].__globals__
