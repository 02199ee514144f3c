# rule: attribute | message: Access to '__self__' attribute is not allowed
print.__self__.eval('1')
