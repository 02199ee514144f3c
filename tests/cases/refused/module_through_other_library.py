# rule: module-attribute | message: Access to 'core' attribute is not allowed
import sklearn.base
sklearn.base.np.core
