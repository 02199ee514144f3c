# rule: import-forbidden | message: Import from 'importlib' is not allowed
# policy: standard
from importlib import import_module
