# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
[m.core for _ in [1] if (m := numpy)]
