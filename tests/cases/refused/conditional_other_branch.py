# rule: attribute | message: Access to '__class__' attribute is not allowed
x = 1
kind = int if x else x.__class__
