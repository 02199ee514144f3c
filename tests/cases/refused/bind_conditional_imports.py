# rule: module-attribute | message: Access to 'core' attribute is not allowed
try:
    import numpy as m
except ImportError:
    import math as m
m.core
