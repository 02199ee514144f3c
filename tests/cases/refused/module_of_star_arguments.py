# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random

def f(*modules):
    return modules[0]._os

f(random)
