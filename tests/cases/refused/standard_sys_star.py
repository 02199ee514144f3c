# rule: import-name | message: Import of 'modules' from 'sys' is not allowed
# policy: standard
from sys import modules, argv
