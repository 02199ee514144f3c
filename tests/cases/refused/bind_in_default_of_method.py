# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

class A:
    def f(self, m=numpy):
        return m.core
