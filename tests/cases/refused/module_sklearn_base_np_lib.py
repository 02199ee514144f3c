# rule: module-attribute | message: Access to 'npyio' attribute is not allowed
import sklearn.base as b
b.np.lib.npyio
