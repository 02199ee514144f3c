# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy as n
m = n
k = m
k.core
