# rule: import-submodule | message: Import from 'numpy.lib.npyio' is not allowed
from numpy.lib.npyio import os
