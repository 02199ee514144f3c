# rule: format-template | message: Access to '__globals__' attribute is not allowed
template = '{f.__globals__}'
print(template.format(f=print))
