# rule: import-name | message: Import of 'copyreg' from 're' is not allowed
from re import copyreg
