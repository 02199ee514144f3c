# rule: attribute | message: Access to '__self__' attribute is not allowed
# policy: standard
import sys
sys.exit.__self__
