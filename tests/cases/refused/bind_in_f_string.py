# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
f'{(m := numpy)}'
m.core
