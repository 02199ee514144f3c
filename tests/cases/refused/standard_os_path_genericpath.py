# rule: module-attribute | message: Access to 'genericpath' attribute is not allowed
# policy: standard
import os.path
os.path.genericpath.os
