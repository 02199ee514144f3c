# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random

def f(x):
    return x

f(random)._os.system('id')
