# rule: attribute | message: Access to '_os' attribute is not allowed
# policy: standard
import random
getattr(random, '_os')
