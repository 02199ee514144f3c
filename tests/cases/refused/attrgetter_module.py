# rule: attribute | message: Access to 'os' attribute is not allowed
import operator, sklearn
operator.attrgetter('os')(sklearn).system('id')
