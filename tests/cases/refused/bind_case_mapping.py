# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
match {'a': numpy}:
    case {'a': m}:
        m.core
