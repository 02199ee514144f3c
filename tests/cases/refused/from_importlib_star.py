# rule: import-forbidden | message: Import from 'importlib' is not allowed
from importlib import *
