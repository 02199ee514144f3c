# rule: module-attribute | message: Access to '_importlib' attribute is not allowed
import scipy
from operator import itemgetter
itemgetter(0)([scipy])._importlib.import_module('os')
