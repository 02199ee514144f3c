# rule: module-attribute | message: Access to 'compat' attribute is not allowed
def f():
    return n.compat

import pandas as n
f()
