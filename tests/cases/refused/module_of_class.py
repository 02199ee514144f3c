# rule: attribute | message: Access to '__module__' attribute is not allowed
import random
random.Random.__module__
