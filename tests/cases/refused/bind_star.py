# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
a, *b = 1, numpy
b[0].core
