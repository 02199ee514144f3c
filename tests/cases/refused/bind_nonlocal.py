# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

def f():
    m = None

    def g():
        nonlocal m
        m = numpy

    g()
    return m.core
