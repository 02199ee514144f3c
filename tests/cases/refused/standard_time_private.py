# rule: module-attribute | message: Access to '_STRUCT_TM_ITEMS' attribute is not allowed
# policy: standard
import time
time._STRUCT_TM_ITEMS
