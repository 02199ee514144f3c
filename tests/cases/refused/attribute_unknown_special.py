# rule: attribute | message: Access to '__future_door__' attribute is not allowed
x = 1
x.__future_door__
