# rule: format-template | message: Access to '__code__' attribute is not allowed
class A:
    how = '{0.__code__}'
