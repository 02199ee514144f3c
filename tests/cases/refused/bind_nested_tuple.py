# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
(a, (b, [c])) = (1, (2, [numpy]))
c.core
