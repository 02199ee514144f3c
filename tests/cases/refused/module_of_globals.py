# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random
globals()['random']._os.system('id')
