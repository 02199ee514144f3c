# rule: import-name | message: Import of 'linecache' from 'traceback' is not allowed
# policy: standard
from traceback import linecache
