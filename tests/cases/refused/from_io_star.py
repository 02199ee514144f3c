# rule: import-wildcard | message: Wildcard import from 'io' is not allowed | only: strict
from io import *
open('/etc/passwd')
