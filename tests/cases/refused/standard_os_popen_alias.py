# rule: module-attribute | message: Access to 'popen' attribute is not allowed
# policy: standard
import os as o
o.popen('id')
