# rule: module-attribute | message: Access to 'FileHandler' attribute is not allowed
# policy: standard
import logging
logging.FileHandler('x')
