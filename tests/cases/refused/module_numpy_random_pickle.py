# rule: module-attribute | message: Access to '_pickle' attribute is not allowed
import numpy as np
np.random._pickle.__generator_ctor
