# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy as ｎｐ
np.core
