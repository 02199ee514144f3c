# rule: format-template | message: Access to '__globals__' attribute is not allowed
HOW = {'a': '{0.__globals__}'}
