# rule: module-attribute | message: Access to 'warnings' attribute is not allowed
import numpy as np
np.warnings.sys
