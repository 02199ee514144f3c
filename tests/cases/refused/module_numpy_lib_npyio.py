# rule: module-attribute | message: Access to 'npyio' attribute is not allowed
import numpy as np
np.lib.npyio.os.system('id')
