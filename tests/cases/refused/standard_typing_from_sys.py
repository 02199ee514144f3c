# rule: import-name | message: Import of 'sys' from 'typing' is not allowed
# policy: standard
from typing import sys
