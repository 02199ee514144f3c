# rule: import-name | message: Import of '__builtins__' from 'operator' is not allowed
from operator import __builtins__
