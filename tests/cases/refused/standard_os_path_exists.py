# rule: module-attribute | message: Access to 'exists' attribute is not allowed
# policy: standard
import os
os.path.exists('/etc')
