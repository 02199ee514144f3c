# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random
from functools import partial
partial(print, random).args[0]._os
