# rule: import-name | message: Import of 'ModuleType' from 'types' is not allowed
# policy: standard
from types import ModuleType
