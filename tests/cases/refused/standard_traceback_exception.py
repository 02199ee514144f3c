# rule: import-name | message: Import of 'TracebackException' from 'traceback' is not allowed
# policy: standard
from traceback import TracebackException
