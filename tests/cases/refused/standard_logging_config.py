# rule: import-name | message: Import of 'config' from 'logging' is not allowed
# policy: standard
from logging import config
