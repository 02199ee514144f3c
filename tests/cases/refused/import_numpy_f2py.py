# rule: import-submodule | message: Import of 'numpy.f2py' is not allowed
import numpy.f2py as f
f.subprocess
