# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy, math
a, b = numpy, math
a.core
