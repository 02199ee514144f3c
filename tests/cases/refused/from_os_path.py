# rule: import-forbidden | message: Import from 'os' is not allowed | only: strict
from os.path import os
