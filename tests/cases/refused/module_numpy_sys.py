# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import numpy
numpy.sys.exit()
