# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

class A:
    def __init__(self):
        self.m = numpy

A().m.core
