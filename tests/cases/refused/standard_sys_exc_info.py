# rule: import-name | message: Import of 'exc_info' from 'sys' is not allowed
# policy: standard
from sys import exc_info
