# rule: module-attribute | message: Access to 'attrgetter' attribute is not allowed
import sympy.core.add as a
a.attrgetter('__cla' + 'ss__')(1)
