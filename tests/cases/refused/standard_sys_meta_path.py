# rule: module-attribute | message: Access to 'meta_path' attribute is not allowed
# policy: standard
import sys
sys.meta_path.clear()
