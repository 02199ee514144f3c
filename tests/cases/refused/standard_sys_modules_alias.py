# rule: module-attribute | message: Access to 'modules' attribute is not allowed
# policy: standard
import sys as s
t = s
t.modules['os']
