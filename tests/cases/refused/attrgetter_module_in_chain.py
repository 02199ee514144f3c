# rule: attribute | message: Access to 'sys' attribute is not allowed
import operator, sklearn
operator.attrgetter('base.platform.sys')(sklearn)
