# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
m: object = numpy
m.core
