# rule: attribute | message: Access to '__getattr__' attribute is not allowed
import scipy
scipy.__getattr__('_importlib').import_module('os')
