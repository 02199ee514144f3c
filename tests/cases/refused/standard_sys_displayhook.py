# rule: module-attribute | message: Access to 'displayhook' attribute is not allowed
# policy: standard
import sys
sys.displayhook
