# rule: module-attribute | message: Access to 'Formatter' attribute is not allowed
import string

class F(string.Formatter):
    pass

F().format('{0.x}', 1)
