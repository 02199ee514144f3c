# rule: module-attribute | message: Access to 'attrgetter' attribute is not allowed
import operator
g = operator.attrgetter
g('__class__')(1)
