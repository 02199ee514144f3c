# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
f = lambda m=numpy: m.core
