# rule: module-attribute | message: Access to 'sys' attribute is not allowed
# policy: standard
import types
types.sys
