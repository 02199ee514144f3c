# rule: module-attribute | message: Access to 'sys' attribute is not allowed
# policy: standard
import traceback as t
t.sys
