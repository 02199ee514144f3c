# rule: attribute | message: Access to 'modules' attribute is not allowed
# policy: standard
import sys
getattr(sys, 'modules')
