# rule: import-name | message: Import of 'realpath' from 'os.path' is not allowed
# policy: standard
from os.path import realpath
