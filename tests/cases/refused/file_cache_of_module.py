# rule: attribute | message: Access to '__cached__' attribute is not allowed
import random
random.__cached__
