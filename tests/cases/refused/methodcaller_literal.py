# rule: attribute | message: Access to '__subclasshook__' attribute is not allowed
import operator
operator.methodcaller('__subclasshook__')(int)
