# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
(1 and numpy).core
