# rule: attribute | message: Access to '_os' attribute is not allowed
import operator, random
operator.attrgetter('_os')(random).system('id')
