# rule: import-submodule | message: Import of 'numpy.core' is not allowed
import numpy.core.multiarray
