# rule: builtin-call | message: Call to 'load' is not allowed
import numpy as np
np.load('x', **{'allow_pickle': True})
