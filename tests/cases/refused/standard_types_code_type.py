# rule: import-name | message: Import of 'CodeType' from 'types' is not allowed
# policy: standard
from types import CodeType
