# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
for i in range(2):
    if i:
        m.core
    m = numpy
