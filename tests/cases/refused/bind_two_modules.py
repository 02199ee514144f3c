# rule: module-attribute | message: Access to 'core' attribute is not allowed
import math, numpy
m = math
m = numpy
m.core
