# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
match [1, numpy]:
    case [_, *rest]:
        rest[0].core
