# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
match numpy:
    case (1 as m) | (object() as m):
        m.core
