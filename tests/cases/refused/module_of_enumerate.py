# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random
for i, m in enumerate([random]):
    m._os.system('id')
