# rule: format-template | message: Access to '__globals__' attribute is not allowed
HOW = 'level {0.__init__.__globals__[sys]}'
print(HOW.format(1))
