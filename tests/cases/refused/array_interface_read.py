# rule: attribute | message: Access to '__array_interface__' attribute is not allowed
import numpy as np
np.zeros(1).__array_interface__['data']
