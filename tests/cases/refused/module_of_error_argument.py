# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random
try:
    raise ValueError(random)
except ValueError as e:
    e.args[0]._os
