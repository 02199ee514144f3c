# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
box = {}
box['a'] = numpy
box['a'].core
