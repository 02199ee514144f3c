# rule: module-attribute | message: Access to 'rundocs' attribute is not allowed
import numpy as np
np.testing.rundocs('x.py')
