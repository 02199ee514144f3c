# rule: attribute | message: Access to '__init_subclass__' attribute is not allowed
int.__init_subclass__()
