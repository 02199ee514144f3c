# rule: module-attribute | message: Access to 'listdir' attribute is not allowed
# policy: standard
import os
ls = os.listdir
