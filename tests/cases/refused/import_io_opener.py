# rule: import-name | message: Import of 'open_code' from 'io' is not allowed
from io import open_code
