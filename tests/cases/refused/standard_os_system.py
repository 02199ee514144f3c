# rule: module-attribute | message: Access to 'system' attribute is not allowed
# policy: standard
import os
os.system('id')
