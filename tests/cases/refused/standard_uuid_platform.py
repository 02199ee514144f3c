# rule: import-name | message: Import of 'platform' from 'uuid' is not allowed
# policy: standard
from uuid import platform
