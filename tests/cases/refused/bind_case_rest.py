# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
match {'a': numpy}:
    case {**rest}:
        rest['a'].core
