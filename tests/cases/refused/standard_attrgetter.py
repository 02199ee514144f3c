# rule: attribute | message: Access to '__class__' attribute is not allowed
# policy: standard
import operator
operator.attrgetter('__class__')(1)
