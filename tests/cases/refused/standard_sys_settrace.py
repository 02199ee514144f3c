# rule: module-attribute | message: Access to 'settrace' attribute is not allowed
# policy: standard
import sys
sys.settrace(print)
