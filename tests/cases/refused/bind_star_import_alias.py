# rule: module-attribute | message: Access to 'core' attribute is not allowed
from sklearn.base import *
np.core
