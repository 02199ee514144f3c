# rule: module-attribute | message: Access to 'os' attribute is not allowed
# policy: standard
import os.path as p
p.os.system('id')
