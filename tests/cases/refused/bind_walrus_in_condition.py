# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
if (m := numpy):
    m.core
