# rule: import-name | message: Import of 'system' from 'os' is not allowed
# policy: standard
from os import system
