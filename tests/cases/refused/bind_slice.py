# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
[1, numpy][1:][0].core
