# rule: module-attribute | message: Access to 'sys' attribute is not allowed
# policy: standard
import base64
base64.sys
