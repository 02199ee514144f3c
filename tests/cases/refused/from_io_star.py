# rule: import-wildcard | message: Wildcard import from 'io' is not allowed
from io import *
open('/etc/passwd')
