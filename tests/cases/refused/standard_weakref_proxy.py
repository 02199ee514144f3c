# rule: module-attribute | message: Access to '_os' attribute is not allowed
# policy: standard
import weakref, random
weakref.proxy(random)._os
