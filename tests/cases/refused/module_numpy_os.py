# rule: module-attribute | message: Access to 'os' attribute is not allowed
import numpy
numpy.os.fork()
