# rule: builtin-use | message: Use of 'getattr' is not allowed
import numpy as np
np.frompyfunc(getattr, 2, 1)(1, 'real')
