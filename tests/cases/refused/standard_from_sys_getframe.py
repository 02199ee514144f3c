# rule: import-name | message: Import of '_getframe' from 'sys' is not allowed
# policy: standard
from sys import _getframe
