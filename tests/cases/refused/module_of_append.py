# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random
box = []
box.append(random)
box[0]._os
