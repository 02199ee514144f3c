# rule: import-relative | message: Import from '.' is not allowed
from . import *
