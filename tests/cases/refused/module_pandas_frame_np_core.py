# rule: module-attribute | message: Access to 'core' attribute is not allowed
import pandas.core.frame as f
f.np.core
