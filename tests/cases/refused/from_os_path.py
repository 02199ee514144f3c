# rule: import-forbidden | message: Import from 'os' is not allowed
from os.path import os
