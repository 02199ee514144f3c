# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
box = {}
for box['m'] in [numpy]:
    box['m'].core
