# rule: import-name | message: Import of 'open_code' from 'io' is not allowed
# policy: standard
from io import open_code
