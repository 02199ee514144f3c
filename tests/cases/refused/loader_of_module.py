# rule: attribute | message: Access to '__loader__' attribute is not allowed
import math
math.__loader__.load_module('os')
