# rule: module-attribute | message: Access to 'modules' attribute is not allowed
# policy: standard
import sys
[sys][0].modules
