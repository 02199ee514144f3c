# rule: module-attribute | message: Access to 'core' attribute is not allowed
import scipy.stats as s, sklearn.utils as u
s.np.core
