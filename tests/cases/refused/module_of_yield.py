# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random

def g():
    m = yield
    m._os
