# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

def f():
    global m
    m = numpy

f()
m.core
