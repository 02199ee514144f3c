# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
match [1, numpy]:
    case [_, m]:
        m.core
