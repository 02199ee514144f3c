# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
for i, m in [(1, numpy)]:
    m.core
