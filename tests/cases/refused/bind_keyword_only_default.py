# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

def f(*, m=numpy):
    return m.core
