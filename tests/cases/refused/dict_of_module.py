# rule: attribute | message: Access to '__dict__' attribute is not allowed
import random
random.__dict__['_os']
