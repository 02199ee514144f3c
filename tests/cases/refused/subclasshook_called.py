# rule: attribute | message: Access to '__subclasshook__' attribute is not allowed
int.__subclasshook__(1)
