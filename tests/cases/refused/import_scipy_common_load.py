# rule: import-submodule | message: Import from 'scipy.misc.common' is not allowed
from scipy.misc.common import load
