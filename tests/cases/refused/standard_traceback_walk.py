# rule: module-attribute | message: Access to 'walk_stack' attribute is not allowed
# policy: standard
import traceback
traceback.walk_stack(None)
