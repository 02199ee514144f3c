# rule: module-attribute | message: Access to '_hashlib' attribute is not allowed
# policy: standard
import hashlib
hashlib._hashlib
