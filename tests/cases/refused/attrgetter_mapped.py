# rule: module-attribute | message: Access to 'attrgetter' attribute is not allowed
import operator
list(map(operator.attrgetter, ['__class__']))
