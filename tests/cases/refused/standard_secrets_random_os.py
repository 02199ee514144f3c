# rule: module-attribute | message: Access to '_os' attribute is not allowed
# policy: standard
import secrets
secrets.random._os
