# rule: module-attribute | message: Access to 'attrgetter' attribute is not allowed
import operator, functools
functools.partial(operator.attrgetter, 'x')()
