# rule: module-attribute | message: Access to 'core' attribute is not allowed
import numpy
[*[numpy]][0].core
