# rule: module-attribute | message: Access to 'runstring' attribute is not allowed
import numpy.testing as t
t.runstring('1', {})
