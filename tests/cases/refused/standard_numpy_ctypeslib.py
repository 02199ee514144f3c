# rule: attribute | message: Access to 'ctypeslib' attribute is not allowed
# policy: standard
import numpy as np
np.ctypeslib.load_library('c', '/')
