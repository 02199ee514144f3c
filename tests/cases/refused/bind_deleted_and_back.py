# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
m = numpy
del numpy
m.core
