# rule: import-submodule | message: Import from 'numpy.distutils' is not allowed
from numpy.distutils import exec_command
