# rule: module-attribute | message: Access to 'currentframe' attribute is not allowed
# policy: standard
import logging
logging.currentframe()
