# rule: module-attribute | message: Access to 'path' attribute is not allowed
# policy: standard
import sys
sys.path.insert(0, '.')
