# rule: import-name | message: Import of 'Formatter' from 'string' is not allowed
from string import Formatter as F
F().format('{0.x}', 1)
