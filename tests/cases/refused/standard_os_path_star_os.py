# rule: import-name | message: Import of 'os' from 'os.path' is not allowed
# policy: standard
from os.path import os, join
