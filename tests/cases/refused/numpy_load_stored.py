# rule: module-attribute | message: Access to 'load' attribute is not allowed
import numpy as np
read = np.load
read('x', allow_pickle=True)
