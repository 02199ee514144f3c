# rule: module-attribute | message: Access to 'compat' attribute is not allowed
import numpy as np
np.compat.py3k.pickle
