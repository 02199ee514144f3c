# rule: import-submodule | message: Import of 'numpy._globals' is not allowed
import numpy._globals
