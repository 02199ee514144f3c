# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy.ma as ma
ma.core.builtins
