# rule: module-attribute | message: Access to 'environ' attribute is not allowed
# policy: standard
import os
os.environ['PATH']
