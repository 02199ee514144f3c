# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

class A:
    pass

A.b = A
A.b.m = numpy
A.b.b.m.core
