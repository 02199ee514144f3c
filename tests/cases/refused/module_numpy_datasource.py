# rule: module-attribute | message: Access to 'DataSource' attribute is not allowed
import numpy as np
np.DataSource().open('/etc/passwd')
