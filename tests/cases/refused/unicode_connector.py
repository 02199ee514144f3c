# rule: attribute | message: Access to '__globals__' attribute is not allowed
f._︳globals_︴
