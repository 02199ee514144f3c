# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random
([random] + [])[0]._os
