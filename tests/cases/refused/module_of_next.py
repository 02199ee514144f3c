# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random
next(iter([random]))._os
