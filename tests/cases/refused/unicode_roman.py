# rule: attribute | message: Access to '__code__' attribute is not allowed
f.__ⅽode__
