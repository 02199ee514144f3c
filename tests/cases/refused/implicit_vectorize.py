# rule: builtin-use | message: Use of 'eval' is not allowed
import numpy as np
np.vectorize(eval)(['1'])
