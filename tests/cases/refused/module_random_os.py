# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random
random._os.system('id')
