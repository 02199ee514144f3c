# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy

@(m := numpy).core
def f():
    pass
