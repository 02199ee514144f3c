# rule: module-attribute | message: Access to 'core' attribute is not allowed
def f():
    return a.core

import numpy as d
b = d
a = b
