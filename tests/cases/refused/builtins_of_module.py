# rule: attribute | message: Access to '__builtins__' attribute is not allowed
import random
random.__builtins__['eval']
