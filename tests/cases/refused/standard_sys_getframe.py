# rule: attribute | message: Access to '_getframe' attribute is not allowed
# policy: standard
import sys
sys._getframe()
