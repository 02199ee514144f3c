# rule: attribute | message: Access to '__objclass__' attribute is not allowed
int.__add__.__objclass__
