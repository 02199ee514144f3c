# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

class A:
    pass

for A.m in [numpy]:
    A.m.core
