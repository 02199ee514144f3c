# rule: module-attribute | message: Access to 'core' attribute is not allowed
from collections import namedtuple
import numpy
T = namedtuple('T', 'm')
T(m=numpy).m.core
