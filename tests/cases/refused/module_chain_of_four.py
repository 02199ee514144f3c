# rule: module-attribute | message: Access to 'sys' attribute is not allowed
import sklearn.base
sklearn.base.np.random.mtrand.sys
