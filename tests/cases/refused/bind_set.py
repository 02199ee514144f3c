# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
[m.core for m in {numpy}]
