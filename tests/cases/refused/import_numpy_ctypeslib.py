# rule: import-submodule | message: Import of 'numpy.ctypeslib' is not allowed
import numpy.ctypeslib as c
c.os.system('id')
