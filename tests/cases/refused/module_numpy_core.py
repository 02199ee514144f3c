# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy as np
np.core.multiarray._reconstruct
