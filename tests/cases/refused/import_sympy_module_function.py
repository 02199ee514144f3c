# rule: import-name | message: Import of 'import_module' from 'sympy.plotting.plot' is not allowed
from sympy.plotting.plot import import_module
import_module('os').system('id')
