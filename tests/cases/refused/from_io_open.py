# rule: import-name | message: Import of 'open' from 'io' is not allowed
from io import StringIO, open as o
o('/etc/passwd')
