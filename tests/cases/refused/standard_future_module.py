# rule: attribute | message: Access to '__loader__' attribute is not allowed
# policy: standard
import __future__
__future__.__loader__
