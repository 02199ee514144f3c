# rule: module-attribute | message: Access to '_os' attribute is not allowed
import random
for m in {'a': random}.values():
    m._os.system('id')
