# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

class Box:
    m = numpy

match Box():
    case Box(m=inner):
        inner.core
