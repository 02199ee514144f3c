# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
box = []
box += [numpy]
box[0].core
