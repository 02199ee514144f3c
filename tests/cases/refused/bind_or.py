# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
(None or numpy).core
