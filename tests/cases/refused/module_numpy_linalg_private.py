# rule: module-attribute | message: Access to '_umath_linalg' attribute is not allowed
import numpy as np
np.linalg._umath_linalg
