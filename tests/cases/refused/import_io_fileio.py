# rule: import-name | message: Import of 'FileIO' from 'io' is not allowed
from io import FileIO as F
F('x')
