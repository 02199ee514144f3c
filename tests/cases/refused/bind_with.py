# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
with numpy as m:
    m.core
