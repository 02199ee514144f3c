# rule: attribute | message: Access to 'ctypeslib' attribute is not allowed
import numpy as np
np.ctypeslib.os.system('id')
