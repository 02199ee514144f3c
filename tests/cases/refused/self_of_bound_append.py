# rule: attribute | message: Access to '__self__' attribute is not allowed
[].append.__self__
