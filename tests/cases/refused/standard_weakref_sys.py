# rule: module-attribute | message: Access to 'sys' attribute is not allowed
# policy: standard
import weakref
weakref.sys
