# rule: module-attribute | message: Access to 'core' attribute is not allowed
def f():
    return first.core

def swap():
    global first, second
    first = second
    second = n

import numpy as n
swap()
f()
