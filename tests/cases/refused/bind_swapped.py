# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
a, b = 1, numpy
a, b = b, a
a.core
