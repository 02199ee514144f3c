# rule: import-name | message: Import of '__builtins__' from 'numpy' is not allowed
from numpy import __builtins__ as b
