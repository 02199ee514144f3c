# rule: attribute | message: Access to 'ctypes' attribute is not allowed
import numpy as np
np.zeros(1).ctypes.data
