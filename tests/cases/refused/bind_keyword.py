# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

def f(**kw):
    return kw['m']

f(m=numpy)
m.core
