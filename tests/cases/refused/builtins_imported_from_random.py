# rule: import-name | message: Import of '__builtins__' from 'random' is not allowed
from random import __builtins__
