# rule: attribute | message: Access to '__array_struct__' attribute is not allowed
import numpy as np
np.zeros(1).__array_struct__
