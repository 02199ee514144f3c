# rule: import-name | message: Import of 'showwarning' from 'warnings' is not allowed
# policy: standard
from warnings import showwarning
