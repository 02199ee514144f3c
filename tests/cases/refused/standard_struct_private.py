# rule: import-name | message: Import of '_clearcache' from 'struct' is not allowed
# policy: standard
from struct import _clearcache
