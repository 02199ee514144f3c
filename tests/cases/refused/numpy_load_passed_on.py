# rule: module-attribute | message: Access to 'load' attribute is not allowed
import numpy as np
list(map(np.load, ['x.npy']))
