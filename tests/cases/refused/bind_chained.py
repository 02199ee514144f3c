# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
a = b = c = numpy
c.core
