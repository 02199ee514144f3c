# rule: module-attribute | message: Access to 'f2py' attribute is not allowed
import numpy as np
np.f2py.compile('')
