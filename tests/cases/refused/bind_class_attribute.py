# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

class A:
    m = numpy

A.m.core
