# rule: import-submodule | message: Import from 'scipy._lib' is not allowed
from scipy._lib import _ccallback
